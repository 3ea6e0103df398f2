package obscura.mpc.net;

/** Inside one process the lines are always there. */
final class MemoryWiring implements Wiring {
  private static final int IDENTITY_BYTES = 32;

  @Override
  public void connect(long epoch, long deadlineNanos) {}

  @Override
  public byte[] identity(int party) {
    byte[] identity = new byte[IDENTITY_BYTES];
    identity[0] = (byte) party;
    return identity;
  }

  @Override
  public void cut() {}

  @Override
  public void close() {}
}
