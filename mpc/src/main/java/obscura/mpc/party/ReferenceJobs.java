package obscura.mpc.party;

import java.util.Optional;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.api.SignedPrice;
import obscura.mpc.oracle.OracleKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.jspecify.annotations.Nullable;

/** Takes reference prices, if an oracle of the roster signed them: nothing here is secret. */
final class ReferenceJobs {
  private final Run run;

  ReferenceJobs(Run run) {
    this.run = run;
  }

  Outcome set(Job.SetReference job) {
    SignedPrice price = job.price();
    Fact.Reference known =
        run.fact(Fact.reference(price.instrument())) instanceof Fact.Reference r ? r : null;
    String wrong = wrong(price, known);
    if (wrong == null) {
      BookTime.agree(run);
      wrong = wrongTime(price);
    }
    if (wrong != null) {
      run.refuse(Rule.REFERENCE, wrong, Fact.reference(price.instrument()));
      return new Outcome.Done();
    }
    run.set(
        new Fact.Reference(
            price.instrument(), price.ticks(), price.timeMillis(), since(price, known)));
    return new Outcome.Done();
  }

  /** The same price once more changes nothing for orders that looked since, unless it was lost. */
  private long since(SignedPrice price, Fact.@Nullable Reference known) {
    if (known == null || known.ticks() != price.ticks()) {
      return run.job();
    }
    return Pricing.isFresh(run, known.timeMillis()) ? known.job() : run.job();
  }

  private @Nullable String wrong(SignedPrice price, Fact.@Nullable Reference known) {
    Roster roster = run.state().adopted();
    if (!price.instance().equals(roster.instance())) {
      return "a price for another venue";
    }
    Optional<byte[]> key = roster.key(Entry.Role.ORACLE, price.oracle());
    if (key.filter(k -> OracleKey.signed(k, price)).isEmpty()) {
      return "a price that no oracle of the roster signed";
    }
    Optional<Entry.Instrument> instrument = roster.instrument(price.instrument());
    if (instrument.filter(i -> i.pricing() == Entry.Pricing.REFERENCE).isEmpty()) {
      return "a price of an instrument that takes none";
    }
    if (price.ticks() < instrument.get().lowest() || price.ticks() > instrument.get().highest()) {
      return "a price outside the band";
    }
    if (known != null && price.timeMillis() <= known.timeMillis()) {
      return "a price that is not later than the one before";
    }
    return null;
  }

  /** By the clocks of the parties, when all else is right. */
  private @Nullable String wrongTime(SignedPrice price) {
    if (price.timeMillis() > BookTime.millis(run) + BookTime.AHEAD_MILLIS) {
      return "a price of the future";
    }
    return Pricing.isFresh(run, price.timeMillis()) ? null : "a price that is too old";
  }
}
