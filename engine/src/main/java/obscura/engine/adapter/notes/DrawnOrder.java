package obscura.engine.adapter.notes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Seed;
import obscura.mpc.draw.Drawn;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.EvmVault;
import obscura.settlement.service.port.PermutationSource;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.store.StoreDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order of a batch, as the three parties draw it for these trades and no others (requirement
 * 14.3). What was drawn stays, with the seeds that prove it. One thread.
 */
public final class DrawnOrder implements PermutationSource {
  private static final Logger LOG = LoggerFactory.getLogger(DrawnOrder.class);
  private static final String LABEL = "OBSCURA-BATCH-ORDER-v1 ";

  private final NoteParties parties;
  private final EvmVault vault;
  private final StoreDatabase database;

  public DrawnOrder(NoteParties parties, EvmVault vault, StoreDatabase database) {
    this.parties = parties;
    this.vault = vault;
    this.database = database;
  }

  /**
   * A draw that anybody can check.
   *
   * @param roots of the trees that it was drawn from; each party has logged them when its epoch
   *     began
   */
  public record Draw(List<Handle> roots, Outcome.Permuted permuted) {
    /** Copies. */
    public Draw {
      roots = List.copyOf(roots);
    }

    /** Whether the trees give this order to this batch. */
    public boolean holds(Handle batch) {
      return Drawn.proves(roots, batch, permuted.order().size(), permuted);
    }
  }

  @Override
  public List<Integer> order(long batch, List<TradeId> trades) {
    Optional<Draw> before = draw(batch);
    return before.isPresent() ? before.get().permuted().order() : drawn(batch, trades);
  }

  /**
   * The parties draw once for a batch, so an answer that came late, or that a crash has lost here,
   * may be from the trees of another epoch than was asked for.
   */
  private List<Integer> drawn(long batch, List<TradeId> trades) {
    List<Handle> published = parties.drawRoots();
    Handle digest = digest(vault, batch, trades);
    if (!(parties.draw(digest, trades.size()) instanceof Outcome.Permuted permuted)) {
      throw new UnavailableException("the parties draw no order");
    }
    Draw draw = new Draw(Drawn.roots(permuted), permuted);
    if (!draw.holds(digest)) {
      throw new UnavailableException("the parties draw an order that their seeds do not give");
    }
    if (!draw.roots().equals(published)) {
      LOG.warn(
          "batch {} was drawn under the roots {}, which the parties logged in another epoch",
          batch,
          draw.roots());
    }
    byte[] bytes = SharedBytes.written(out -> write(draw, out));
    database.transaction(connection ->
        new Sql(connection)
            .update("INSERT INTO shared_order (batch_no, drawn) VALUES (?, ?)", batch, bytes));
    return permuted.order();
  }

  /** What was drawn for a batch. */
  public Optional<Draw> draw(long batch) {
    return database
        .transaction(connection ->
            new Sql(connection)
                .rows(
                    row -> row.getBytes(1),
                    "SELECT drawn FROM shared_order WHERE batch_no = ?",
                    batch))
        .stream()
        .findFirst()
        .map(bytes -> SharedBytes.read(bytes, DrawnOrder::read));
  }

  /**
   * The digest of what is put in order: SHA-256 of the label, the vault, and the numbers of the
   * batch and of its trades as they came, 8 bytes each.
   */
  public static Handle digest(EvmVault vault, long batch, List<TradeId> trades) {
    ByteBuffer numbers = ByteBuffer.allocate(Long.BYTES * (1 + trades.size())).putLong(batch);
    trades.forEach(trade -> numbers.putLong(trade.value()));
    return Handle.of(Hash.sha256(Hash.utf8(LABEL + vault + " "), numbers.array()));
  }

  private static void write(Draw draw, DataOutputStream out) throws IOException {
    write(draw.roots(), out);
    out.writeInt(draw.permuted().order().size());
    for (int place : draw.permuted().order()) {
      out.writeInt(place);
    }
    out.writeInt(draw.permuted().leaf());
    out.writeInt(draw.permuted().seeds().size());
    for (Seed seed : draw.permuted().seeds()) {
      out.write(seed.bytes().bytes());
      write(seed.path(), out);
    }
  }

  private static void write(List<Handle> hashes, DataOutputStream out) throws IOException {
    out.writeInt(hashes.size());
    for (Handle hash : hashes) {
      out.write(hash.bytes());
    }
  }

  private static Draw read(DataInputStream in) throws IOException {
    List<Handle> roots = handles(in);
    List<Integer> order = new ArrayList<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      order.add(in.readInt());
    }
    int leaf = in.readInt();
    List<Seed> seeds = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      seeds.add(new Seed(handle(in), handles(in)));
    }
    return new Draw(roots, new Outcome.Permuted(order, leaf, seeds));
  }

  private static List<Handle> handles(DataInputStream in) throws IOException {
    List<Handle> hashes = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      hashes.add(handle(in));
    }
    return hashes;
  }

  private static Handle handle(DataInputStream in) throws IOException {
    return Handle.of(in.readNBytes(Handle.BYTES));
  }
}
