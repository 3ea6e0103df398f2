package obscura.mpc.audit;

/** Sealed copies that give no vector; says which party is or may be at fault, and no value. */
public final class AuditException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public AuditException(String message) {
    super(message);
  }
}
