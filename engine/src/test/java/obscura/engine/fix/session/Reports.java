package obscura.engine.fix.session;

import quickfix.Message;
import quickfix.fix44.ExecutionReport;
import quickfix.fix44.Quote;
import quickfix.fix44.QuoteRequest;

/** Messages that a venue sends. */
final class Reports {
  private Reports() {}

  static Message execution(String execId) {
    ExecutionReport report = new ExecutionReport();
    report.setString(37, "order");
    report.setString(17, execId);
    report.setString(150, "0");
    report.setString(39, "0");
    report.setString(55, "WETH-USDC");
    report.setString(54, "1");
    report.setString(151, "3.141");
    report.setString(14, "0");
    report.setString(6, "2718.28");
    return report;
  }

  static Message request(String id) {
    QuoteRequest request = new QuoteRequest();
    request.setString(131, id);
    QuoteRequest.NoRelatedSym symbol = new QuoteRequest.NoRelatedSym();
    symbol.setString(55, "WETH-USDC");
    request.addGroup(symbol);
    return request;
  }

  static Message quote(String id) {
    Quote quote = new Quote();
    quote.setString(117, id);
    quote.setString(55, "WETH-USDC");
    return quote;
  }
}
