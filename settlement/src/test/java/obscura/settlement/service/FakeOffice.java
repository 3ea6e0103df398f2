package obscura.settlement.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.service.port.UnavailableException;

/** A note office that signs whatever it is asked, and remembers what it said. */
final class FakeOffice implements NoteOffice {
  final Map<TradeId, FailCode> objections = new HashMap<>();
  final Map<TradeId, FailCode> refusals = new HashMap<>();
  final Set<Bytes> calls = new HashSet<>();
  final Set<Long> settled = new HashSet<>();
  final Set<Long> released = new HashSet<>();
  final Set<TradeId> faults = new HashSet<>();
  boolean down;

  @Override
  public FailCode check(Instruction trade) {
    return objections.getOrDefault(trade.id(), FailCode.NONE);
  }

  @Override
  public Prepared prepare(Request request) {
    if (down) {
      throw new UnavailableException("office");
    }
    List<TradeId> trades = request.trades().stream().map(Instruction::id).toList();
    if (trades.stream().anyMatch(faults::contains)) {
      throw new IllegalStateException("a mistake");
    }
    Map<TradeId, FailCode> refused = new HashMap<>(refusals);
    refused.keySet().retainAll(trades);
    if (!refused.isEmpty()) {
      return new Prepared.Refused(refused);
    }
    Bytes call =
        SimChain.call(
            request.batch(),
            request.deadlineSeconds(),
            trades.stream().map(TradeId::value).toList());
    calls.add(call);
    Bytes digest = Bytes.of(Hash.keccak256(call.array()));
    Map<TradeId, List<Made>> made = new HashMap<>();
    for (int i = 0; i < trades.size(); i++) {
      Bytes one = Bytes.of(new byte[] {(byte) i});
      made.put(trades.get(i), List.of(new Made(i, one, one, one, digest, List.of(digest))));
    }
    return new Prepared.Signed(call, digest, digest, made);
  }

  @Override
  public void settled(long batch) {
    settled.add(batch);
  }

  @Override
  public void released(long batch) {
    released.add(batch);
  }
}
