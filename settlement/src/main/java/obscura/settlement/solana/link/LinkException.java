package obscura.settlement.solana.link;

/** The object file has something that a Solana program cannot have. */
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LinkException(String message) {
    super(message);
  }
}
