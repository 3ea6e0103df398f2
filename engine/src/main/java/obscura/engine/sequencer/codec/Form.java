package obscura.engine.sequencer.codec;

/** How values of one type are written and read. */
interface Form {
  void write(Writer out, Object value);

  Object read(Reader in);

  /** What stands where older bytes have nothing: 0, false, the empty text, list, map or option. */
  default Object absent() {
    throw new CodecException("a component of this type cannot be added to an existing record");
  }
}
