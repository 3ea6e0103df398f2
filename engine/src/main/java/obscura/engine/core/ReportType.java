package obscura.engine.core;

/** ExecType(150) of a report that is not a fill or a refusal. */
public enum ReportType {
  NEW('0'),
  CANCELLED('4'),
  REPLACED('5'),
  PENDING_CANCEL('6'),
  PENDING_REPLACE('E'),
  EXPIRED('C'),
  RESTATED('D'),
  STATUS('I');

  private final char fix;

  ReportType(char fix) {
    this.fix = fix;
  }

  /** The value of FIX field 150. */
  public char fix() {
    return fix;
  }
}
