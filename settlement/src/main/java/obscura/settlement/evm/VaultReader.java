package obscura.settlement.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Point;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NotePlace;
import obscura.settlement.sip.EthereumAddress;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;

/**
 * Asks a vault, by a node, what its state is now. Blocks; any number of threads. Every method
 * throws {@link IOException} if the node does not answer, {@link VaultRefusedException} if the
 * vault refuses and {@link MalformedDataException} if the answer is not a vault's.
 */
public final class VaultReader {
  private final Web3j node;
  private final EvmVault vault;

  /** Asks about one vault. */
  public VaultReader(Web3j node, EvmVault vault) {
    this.node = node;
    this.vault = vault;
  }

  /** Number of the present set of signers. */
  public long epoch() throws IOException {
    return ask("epoch()").uint64();
  }

  /** The present signers. */
  public List<EthereumAddress> signers() throws IOException {
    AbiReader answer = ask("signers()");
    List<EthereumAddress> signers = new ArrayList<>();
    for (int i = 0; i < VaultTerms.SIGNERS; i++) {
      signers.add(EthereumAddress.of(answer.address().array()));
    }
    return signers;
  }

  /** Who may pause. */
  public EthereumAddress guardian() throws IOException {
    return EthereumAddress.of(ask("GUARDIAN()").address().array());
  }

  /** How far away a batch's deadline may be. */
  public Duration batchLifetime() throws IOException {
    return Duration.ofSeconds(ask("BATCH_LIFETIME()").uint64());
  }

  /** From an owner's request to leave until it may. */
  public Duration withdrawalDelay() throws IOException {
    return Duration.ofSeconds(ask("WITHDRAWAL_DELAY()").uint64());
  }

  /** From a proposal of signers until they take over. */
  public Duration signerDelay() throws IOException {
    return Duration.ofSeconds(ask("SIGNER_DELAY()").uint64());
  }

  /** Digits of the smallest unit, of a token at this address. */
  BigInteger decimals() throws IOException {
    return ask("decimals()").number(Byte.SIZE);
  }

  /** How many proposals of signers there were. */
  public long proposals() throws IOException {
    return ask("proposals()").uint64();
  }

  /** Are deposits and batches stopped? */
  public boolean paused() throws IOException {
    return ask("paused()").small() != 0;
  }

  /** Root of a batch; zeros if there is none, or it was the vault's own and is spent. */
  public Bytes root(long batch) throws IOException {
    return ask("roots(uint64)", AbiValue.number(batch)).word();
  }

  /** Was this trade settled? */
  public boolean isSettled(long trade) throws IOException {
    return ask("isSettled(uint64)", AbiValue.number(trade)).small() != 0;
  }

  /** Does a leaf exist, unspent? It is a note's id, or the leaf of a locked note. */
  public boolean isUnspent(Bytes leaf, NotePlace place, List<Bytes> path) throws IOException {
    return ask(
                "isUnspent(bytes32,uint64,uint32,bytes32[])",
                new AbiValue.Word(leaf),
                AbiValue.number(place.batch()),
                AbiValue.number(place.index()),
                new AbiValue.Sequence(path.stream().map(AbiValue.Word::new).toList()))
            .small()
        != 0;
  }

  /** The id of a note as the contract computes it. */
  public Bytes noteId(PlacedNote note) throws IOException {
    return ask("noteId((address,address,uint256,uint256,uint64,uint32))", note.noteAbi()).word();
  }

  /** From when on a note's permits count no more, in seconds; 0: no such time. */
  public long permitsEndAt(Bytes note) throws IOException {
    return ask("permitsEndAt(bytes32)", new AbiValue.Word(note)).uint64();
  }

  /**
   * The generator of a token.
   *
   * @throws MalformedDataException if the token is not listed
   */
  public Point generator(EthereumAddress token) throws IOException {
    AbiReader answer = ask("generators(address)", AbiValue.right(Bytes.of(token.bytes())));
    try {
      return Groups.BN254.decode(Bytes.of(answer.word().array(), answer.word().array()).array());
    } catch (IllegalArgumentException none) {
      throw new MalformedDataException("the token is not listed", none);
    }
  }

  /** Tries a call of {@link VaultCalls}, changing nothing. */
  public void check(EthereumAddress sender, Bytes call) throws IOException {
    Bytes _ = send(sender, call);
  }

  private AbiReader ask(String function, AbiValue... arguments) throws IOException {
    return AbiReader.of(
        send(
            EthereumAddress.of(new byte[EthereumAddress.BYTES]),
            VaultCalls.call(function, arguments)));
  }

  private Bytes send(EthereumAddress sender, Bytes call) throws IOException {
    EthCall answer =
        node.ethCall(
                Transaction.createEthCallTransaction(
                    sender.toString(), vault.address().toString(), call.toString()),
                DefaultBlockParameterName.LATEST)
            .send();
    if (answer.hasError()) {
      throw refusal(answer.getError());
    }
    return Bytes.hex(answer.getValue());
  }

  /**
   * What a node's error means.
   *
   * @return the node's own error
   * @throws VaultRefusedException if a contract refused
   */
  static IOException refusal(Response.Error error) {
    String data = error.getData() == null ? "" : error.getData().replace("\"", "");
    if (data.startsWith("0x") || error.getMessage().contains("revert")) {
      throw VaultRefusedException.of(data.isEmpty() ? Bytes.zeros(0) : Bytes.hex(data));
    }
    return new IOException(error.getMessage());
  }
}
