package obscura.settlement.service;

import java.time.InstantSource;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.service.port.OrderCheck;
import obscura.settlement.service.port.PermutationSource;
import obscura.settlement.service.port.SettlementListener;
import obscura.settlement.service.port.SettlementStore;
import obscura.settlement.service.port.TradeValue;
import obscura.settlement.service.port.TransactionOutlet;
import obscura.settlement.service.port.TransactionSigner;

/** What the service works with. */
public record ServicePorts(
    SettlementStore store, OnChain onChain, OffChain offChain, InstantSource clock) {
  /** The chain, the account that pays, and the way its transactions go. */
  public record OnChain(Chain chain, TransactionSigner signer, TransactionOutlet outlet) {}

  /** The venue's side. */
  public record OffChain(
      NoteOffice office,
      PermutationSource permutations,
      OrderCheck orders,
      TradeValue values,
      SettlementListener listener,
      AlertSink alerts) {}
}
