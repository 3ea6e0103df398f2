package obscura.engine.core.access;

/** The name space of an id: the FIX field that carries it. */
public enum IdKind {
  ORDER("11"),
  REQUEST("131"),
  QUOTE("117"),
  RESPONSE("693");

  private final String tag;

  IdKind(String tag) {
    this.tag = tag;
  }

  String key(String id) {
    return tag + "=" + id;
  }
}
