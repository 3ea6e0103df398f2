package obscura.desk.fix.echo;

import java.util.concurrent.atomic.AtomicLong;
import quickfix.ApplicationAdapter;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.field.AvgPx;
import quickfix.field.ClOrdID;
import quickfix.field.CumQty;
import quickfix.field.ExecID;
import quickfix.field.ExecType;
import quickfix.field.LeavesQty;
import quickfix.field.MsgType;
import quickfix.field.OrdStatus;
import quickfix.field.OrderID;
import quickfix.field.OrderQty;
import quickfix.field.Side;
import quickfix.field.Symbol;
import quickfix.fix44.ExecutionReport;
import quickfix.fix44.NewOrderSingle;

/** Answers every NewOrderSingle with ExecutionReport(New). */
final class EchoApplication extends ApplicationAdapter {
  private static final int[] COPIED = {ClOrdID.FIELD, Symbol.FIELD, Side.FIELD, OrderQty.FIELD};
  private final AtomicLong ids = new AtomicLong();

  @Override
  public void fromApp(Message message, SessionID session) throws FieldNotFound {
    if (message.getHeader().getString(MsgType.FIELD).equals(NewOrderSingle.MSGTYPE)) {
      try {
        Session.sendToTarget(report(message), session);
      } catch (SessionNotFound e) {
        throw new IllegalStateException("the session went away", e);
      }
    }
  }

  private Message report(Message order) throws FieldNotFound {
    String id = Long.toString(ids.incrementAndGet());
    ExecutionReport report = new ExecutionReport();
    report.setString(OrderID.FIELD, id);
    report.setString(ExecID.FIELD, id);
    report.setChar(ExecType.FIELD, ExecType.NEW);
    report.setChar(OrdStatus.FIELD, OrdStatus.NEW);
    for (int tag : COPIED) {
      report.setString(tag, order.getString(tag));
    }
    report.setString(LeavesQty.FIELD, order.getString(OrderQty.FIELD));
    report.setString(CumQty.FIELD, "0");
    report.setString(AvgPx.FIELD, "0");
    return report;
  }
}
