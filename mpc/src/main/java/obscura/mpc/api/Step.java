package obscura.mpc.api;

/** A single step that jobs are made of, as a party measures it with made-up data. */
public enum Step {
  /** Ten empty rounds of one word: what nothing can be faster than. */
  TEN_ROUNDS,
  /** A word of 64 ANDs; in the malicious mode with their verification. */
  AND,
  /** 64 comparisons of 64 bits at once. */
  COMPARE,
  BEST_OF_8,
  BEST_OF_64,
  /** A bit to all three. */
  OPEN,
  /** The sharing of a vector with its commitments and signature, as the gateway does it. */
  SHARE,
  /** A party's check of a shared vector: signature and commitments. */
  PUT,
  /** The combination of three parties' shares of a vector, as its recipient does it. */
  REVEAL
}
