package obscura.settlement.swap.core;

/** A leg of a swap. The first is locked first, claimed last, and has the later deadline. */
public enum Side {
  FIRST,
  SECOND
}
