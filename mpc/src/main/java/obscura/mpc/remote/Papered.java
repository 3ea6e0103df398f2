package obscura.mpc.remote;

import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Receipt;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.party.Papers;

/** What a party has signed of a request, as bytes. */
final class Papered {
  private Papered() {}

  static Encoder write(Encoder out, Papers papers) {
    return out.list(listed(papers.transcript()), Encoder::transcript)
        .handle(papers.padding())
        .handles(papers.quotes())
        .texts(listed(papers.signature()))
        .list(papers.receipts(), Papered::write);
  }

  private static Encoder write(Encoder out, Receipt r) {
    return out.number(r.party())
        .handle(r.roster())
        .handle(r.request())
        .handle(r.quote())
        .text(r.maker())
        .number(r.job())
        .number(r.timeMillis())
        .text(r.signature());
  }

  static Papers read(Decoder in) {
    return new Papers(
        first(in.list(in::transcript)),
        in.handle(),
        in.handles(),
        first(in.list(in::text)),
        in.list(() -> receipt(in)));
  }

  private static Receipt receipt(Decoder in) {
    return new Receipt(
        (int) in.number(),
        in.handle(),
        in.handle(),
        in.handle(),
        in.text(),
        in.number(),
        in.number(),
        in.text());
  }

  private static <T> List<T> listed(Optional<T> one) {
    return one.map(List::of).orElse(List.of());
  }

  private static <T> Optional<T> first(List<T> all) {
    return all.stream().findFirst();
  }
}
