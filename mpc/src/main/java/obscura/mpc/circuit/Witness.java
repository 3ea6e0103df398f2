package obscura.mpc.circuit;

import obscura.mpc.share.Bits;

/** Told of every product that the gates make, and asked to vouch for them. */
public interface Witness {
  /** Vouches for anything: the semi-honest mode. */
  Witness NONE =
      new Witness() {
        @Override
        public void multiplied(Bits x, Bits y, Bits z, Summation how) {}

        @Override
        public void verify() {}
      };

  /** It is claimed that z is what {@code how} makes of x AND y. Copies what it needs. */
  void multiplied(Bits x, Bits y, Bits z, Summation how);

  /**
   * Returns only if every claim so far was true.
   *
   * @throws obscura.mpc.net.PeersDifferException if one was not
   */
  void verify();
}
