package obscura.settlement.solana.rpc;

import obscura.settlement.crypto.Bytes;
import org.p2p.solanaj.core.PublicKey;

/**
 * An account as a node shows it.
 *
 * @param owner the program that alone can have written its data
 * @param data what it holds
 */
public record AccountView(PublicKey owner, Bytes data) {}
