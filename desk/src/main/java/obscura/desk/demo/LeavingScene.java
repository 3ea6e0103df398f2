package obscura.desk.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import obscura.desk.launch.WalletCommand;
import obscura.devchain.DevChain;

/** The venue is gone; two owners take their tokens out with their seeds and the chain alone. */
final class LeavingScene {
  /** The development vault's delay. */
  private static final Duration DELAY = Duration.ofMinutes(16);

  private final WalletCommand wallet;
  private final Path wallets;
  private final DevChain chain;
  private final Narrator narrator;

  private record Leaving(String firm, String token, String recipient) {}

  LeavingScene(WalletCommand wallet, Path wallets, DevChain chain, Narrator narrator) {
    this.wallet = wallet;
    this.wallets = wallets;
    this.chain = chain;
    this.narrator = narrator;
  }

  /** The buyer and the seller of the first trade take out what they got. */
  void play() {
    List<Leaving> both =
        List.of(
            new Leaving("ALPHA", "WETH", "0x00000000000000000000000000000000000a11fa"),
            new Leaving("DELTA", "USDC", "0x000000000000000000000000000000000000de17"));
    for (Leaving one : both) {
      narrator.tell(one.firm(), "asks the vault for its " + one.token() + ", by scripts/desk");
      narrator.quote(lastLine(withdraw(one)));
    }
    chain.advance(DELAY);
    narrator.remark("The vault's delay passes.");
    for (Leaving one : both) {
      narrator.tell(one.firm(), "finishes");
      withdraw(one).lines().filter(line -> !line.isBlank()).forEach(narrator::quote);
    }
  }

  private String withdraw(Leaving one) {
    return wallet.run(
        List.of(
            "withdraw",
            "--seed",
            wallets.resolve(one.firm() + ".seed").toString(),
            "--vault",
            wallets.resolve("vault.properties").toString(),
            "--to",
            one.recipient(),
            "--token",
            one.token(),
            "--development"));
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce("", (before, line) -> line);
  }
}
