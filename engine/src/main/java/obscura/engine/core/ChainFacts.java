package obscura.engine.core;

/**
 * Where a chain has a trade's settlement (rules of engagement 5.2, fields 20001 and 20031 to
 * 20034).
 *
 * @param chain such as {@code evm:31337}
 * @param transaction its hash or signature
 * @param block height of inclusion; 0 if it is in none
 * @param confirms confirmations seen
 * @param needed confirmations after which it is final
 */
public record ChainFacts(
    String chain, String transaction, long block, long confirms, long needed) {}
