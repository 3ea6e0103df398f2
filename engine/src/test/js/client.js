// A taker or a maker on the foreign engine jspurefix with its stock FIX 4.4 dictionary.
// Usage: node client.js PORT COMPID taker|maker
// Every message that the engine parsed is one line on standard output: "> TYPE {fields}".
require('reflect-metadata')
const { SessionLauncher, AsciiSession, JsFixWinstonLogFactory, WinstonLogger } = require('jspurefix')

const [port, compId, role] = process.argv.slice(2)
const SYMBOL = { Symbol: 'WETH-USDC' }
const PATIENCE_MILLIS = 60000

const configuration = {
  application: {
    reconnectSeconds: 10,
    type: 'initiator',
    name: role,
    tcp: { host: '127.0.0.1', port: Number(port) },
    protocol: 'ascii',
    dictionary: 'data/FIX44.xml'
  },
  EncryptMethod: 0,
  ResetSeqNumFlag: true,
  HeartBtInt: 30,
  SenderCompId: compId,
  TargetCompID: 'VENUE',
  BeginString: 'FIX.4.4'
}

function inSeconds (seconds) {
  return new Date(Date.now() + seconds * 1000)
}

function say (type, fields) {
  console.log(`> ${type} ${JSON.stringify(fields)}`)
}

class Client extends AsciiSession {
  onLogon () { return true }
  onDecoded () {}
  onEncoded (type, text) { if (type === '3') say('SENT-REJECT', { text }) }

  onReady () {
    say('LOGGED-ON', {})
    this.start()
  }

  onStopped (error) {
    say('STOPPED', { error: error ? String(error) : null })
    setTimeout(() => process.exit(error ? 1 : 0), 200)
  }

  onApplicationMsg (type, view) {
    const message = view.toObject()
    say(type, message)
    this.answer(type, message)
  }
}

/** Asks for quotes, deals at the best, then sells in the dark and leaves. */
class Taker extends Client {
  start () {
    this.send('R', {
      QuoteReqID: 'r1',
      QuotReqGrp: {
        NoRelatedSym: [{
          Instrument: SYMBOL,
          QuoteType: 1,
          Side: '1',
          OrderQtyData: { OrderQty: 2.5 },
          ExpireTime: inSeconds(60),
          TransactTime: new Date()
        }]
      }
    })
  }

  answer (type, message) {
    if (type === 'S') {
      this.deal(message)
    } else if (type === '8' && message.ExecType === 'F') {
      if (message.ClOrdID === 'deal1') this.sellInTheDark()
      if (message.ClOrdID === 'dark1') this.done()
    }
  }

  deal (quote) {
    this.send('D', {
      ClOrdID: 'deal1',
      QuoteID: quote.QuoteID,
      Instrument: SYMBOL,
      Side: '1',
      TransactTime: new Date(),
      OrderQtyData: { OrderQty: quote.OfferSize },
      OrdType: 'D',
      Price: quote.OfferPx,
      TimeInForce: '4'
    })
  }

  sellInTheDark () {
    this.send('D', {
      ClOrdID: 'dark1',
      Instrument: SYMBOL,
      Side: '2',
      TransactTime: new Date(),
      OrderQtyData: { OrderQty: 1.25 },
      OrdType: '2',
      Price: 3000.02
    })
  }
}

/** Quotes whatever is asked and leaves after its fill. */
class Maker extends Client {
  start () {}

  answer (type, message) {
    if (type === 'R') {
      this.quote(message.QuoteReqID, message.QuotReqGrp.NoRelatedSym[0])
    } else if (type === '8' && message.ExecType === 'F') {
      this.done()
    }
  }

  quote (request, asked) {
    this.send('S', {
      QuoteReqID: request,
      QuoteID: 'q1',
      QuoteType: 1,
      Instrument: asked.Instrument,
      OfferPx: 3001.05,
      OfferSize: asked.OrderQtyData.OrderQty,
      ValidUntilTime: inSeconds(60),
      TransactTime: new Date()
    })
  }
}

class Launcher extends SessionLauncher {
  constructor () {
    super(configuration, null, new JsFixWinstonLogFactory(WinstonLogger.consoleOptions('error')))
  }

  makeFactory () {
    return { makeSession: config => role === 'maker' ? new Maker(config) : new Taker(config) }
  }
}

setTimeout(() => {
  say('TIMEOUT', {})
  process.exit(2)
}, PATIENCE_MILLIS).unref()

new Launcher().run().catch(error => {
  say('FAILED', { error: String(error) })
  process.exit(3)
})
