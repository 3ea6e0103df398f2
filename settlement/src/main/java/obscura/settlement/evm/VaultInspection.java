package obscura.settlement.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Point;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;
import obscura.settlement.sip.EthereumAddress;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;

/**
 * What one node says of a vault, after it was made sure that the node is of the chain and the code
 * at the address is the one that this house compiled.
 *
 * @param terms what the vault was deployed with, and its present signers
 * @param epoch number of the present set of signers
 * @param paused whether deposits and batches are stopped
 */
public record VaultInspection(VaultTerms terms, long epoch, boolean paused) {
  private static final int DECIMALS_MAX = 36;

  /**
   * Asks a node.
   *
   * @throws VaultMismatchException if the chain or the code is another one
   * @throws IOException if the node does not answer
   */
  public static VaultInspection of(Web3j node, BigInteger chainId, EvmVault vault)
      throws IOException {
    requireChain(node, chainId);
    Bytes code = code(node, vault.address());
    if (code.length() == 0) {
      throw new VaultMismatchException(
          "no contract is at %s on chain %d".formatted(vault.address(), chainId));
    }
    if (!VaultContract.isCode(code)) {
      throw new VaultMismatchException(
          "the contract at %s is not the vault of this version".formatted(vault.address()));
    }
    VaultReader reader = new VaultReader(node, vault);
    requireSameIds(reader, vault);
    return new VaultInspection(
        new VaultTerms(
            reader.guardian(),
            reader.signers(),
            reader.batchLifetime(),
            reader.withdrawalDelay(),
            reader.signerDelay()),
        reader.epoch(),
        reader.paused());
  }

  /**
   * Makes sure that a node is of a chain.
   *
   * @throws VaultMismatchException if not
   */
  public static void requireChain(Web3j node, BigInteger chainId) throws IOException {
    var answer = node.ethChainId().send();
    if (answer.hasError()) {
      throw new IOException(answer.getError().getMessage());
    }
    if (!answer.getChainId().equals(chainId)) {
      throw new VaultMismatchException(
          "it is of chain %d, not %d".formatted(answer.getChainId(), chainId));
    }
  }

  /**
   * Makes sure that the vault takes a token, and that the token counts as it is thought to.
   *
   * @param decimals digits of the token's smallest unit
   * @throws VaultMismatchException if not
   */
  public static void requireToken(Web3j node, EvmVault vault, EthereumAddress token, int decimals)
      throws IOException {
    try {
      Point _ = new VaultReader(node, vault).generator(token);
    } catch (MalformedDataException | VaultRefusedException none) {
      throw new VaultMismatchException("the vault does not list the token " + token);
    }
    BigInteger said = decimals(node, token);
    if (!said.equals(BigInteger.valueOf(decimals))) {
      throw new VaultMismatchException(
          "the token %s has %d decimals, not %d".formatted(token, said, decimals));
    }
  }

  /**
   * How many digits a token's smallest unit has.
   *
   * @throws VaultMismatchException if the contract does not say
   */
  public static BigInteger decimals(Web3j node, EthereumAddress token) throws IOException {
    try {
      BigInteger said = new VaultReader(node, new EvmVault(BigInteger.ONE, token)).decimals();
      if (said.compareTo(BigInteger.valueOf(DECIMALS_MAX)) <= 0) {
        return said;
      }
    } catch (MalformedDataException | VaultRefusedException none) {
      // It has no such function: said below.
    }
    throw new VaultMismatchException("the contract " + token + " does not say its decimals");
  }

  private static Bytes code(Web3j node, EthereumAddress address) throws IOException {
    var answer = node.ethGetCode(address.toString(), DefaultBlockParameterName.LATEST).send();
    if (answer.hasError()) {
      throw new IOException(answer.getError().getMessage());
    }
    return answer.getCode() == null ? Bytes.zeros(0) : Bytes.hex(answer.getCode());
  }

  /** Ids bind chain and vault: a contract made for another chain counts others. */
  private static void requireSameIds(VaultReader reader, EvmVault vault) throws IOException {
    Bytes twenty = Bytes.zeros(EthereumAddress.BYTES);
    PlacedNote any =
        new PlacedNote(new Note(twenty, twenty, vault.h()), new NotePlace(1, 0), List.of());
    if (!reader.noteId(any).equals(any.id(vault))) {
      throw new VaultMismatchException(
          "the contract at %s counts notes in another way".formatted(vault.address()));
    }
  }

  /** Whether exactly these sign, in any order. */
  public boolean isSignedBy(List<EthereumAddress> signers) {
    return texts(terms.signers()).equals(texts(signers));
  }

  private static List<String> texts(List<EthereumAddress> addresses) {
    return addresses.stream().map(EthereumAddress::toString).sorted().toList();
  }

  /** How long the vault lets a batch live. */
  public Duration batchLifetime() {
    return terms.batchLifetime();
  }
}
