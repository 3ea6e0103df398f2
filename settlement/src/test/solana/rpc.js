// A JSON-RPC front of Solana's kind before litesvm, the Solana VM in a library. It answers what solanaj and web3.js ask in the tests.
// usage: node rpc.js PROGRAM_ID PROGRAM_FILE; prints the port it listens on.
'use strict';
const http = require('node:http');
const kit = require('@solana/kit');
const { LiteSVM, FailedTransactionMetadata } = require('litesvm');
const { History, errorOf } = require('./history.js');

const SYSTEM = '11111111111111111111111111111111';

const [programId, programFile] = process.argv.slice(2);
const svm = new LiteSVM().withBlockhashCheck(false).withTransactionHistory(0n); // history.js checks both as nodes do
svm.addProgramFromFile(programId, programFile);

const history = new History(svm);
const base58 = kit.getBase58Decoder();
let held = null; // transactions that wait for a block, while blocks are held back
let mood = 'up'; // or 'down', or 'deaf': hears everything and answers nothing

function failure(code, message, data) {
  return Object.assign(new Error(message), { code, data });
}

function refused(text, err, logs = []) {
  return failure(-32002, `Transaction simulation failed: ${text}`, { err, logs });
}

const inContext = (value, config) => ({
  context: { apiVersion: 'litesvm', slot: history.at((config || {}).commitment) },
  value,
});

const readable = (found) =>
  found.exists
    ? {
        lamports: Number(found.lamports),
        owner: found.programAddress,
        executable: found.executable,
        rentEpoch: 0,
        space: found.data.length,
        data: [Buffer.from(found.data).toString('base64'), 'base64'],
      }
    : null;

const account = (address, config) => readable(history.account(address, (config || {}).commitment));

function checked(result) {
  if (result instanceof FailedTransactionMetadata) {
    const logs = result.meta().logs();
    const custom = logs.join('\n').match(/custom program error: 0x[0-9a-f]+/);
    throw refused(custom ? custom[0] : result.err(), errorOf(result), logs);
  }
}

function send([wire, options]) {
  const bytes =
    options && options.encoding === 'base64' ? Buffer.from(wire, 'base64') : kit.getBase58Encoder().encode(wire);
  if (bytes.length > 1232) {
    throw failure(-32602, `transaction of ${bytes.length} bytes, more than 1232`);
  }
  const transaction = kit.getTransactionDecoder().decode(bytes);
  const signature = kit.getSignatureFromTransaction(transaction);
  const { lifetimeToken } = kit.getCompiledTransactionMessageDecoder().decode(transaction.messageBytes);
  if (!history.isRecent(lifetimeToken)) {
    throw refused('Blockhash not found', 'BlockhashNotFound');
  }
  if (history.records.has(signature)) {
    throw refused('This transaction has already been processed', 'AlreadyProcessed');
  }
  const base64 = Buffer.from(bytes).toString('base64');
  if (held) {
    checked(svm.simulateTransaction(transaction));
    held.set(signature, { transaction, wire: base64, lifetimeToken });
  } else {
    checked(history.carryOut(transaction, base64, false));
  }
  return signature;
}

/** Puts transactions into blocks; those whose blockhash is too old get into none. */
function include(waiting) {
  for (const { transaction, message, wire, lifetimeToken } of waiting) {
    if (history.isRecent(lifetimeToken || message.lifetimeToken)) {
      history.carryOut(transaction, wire, true);
    }
  }
}

const methods = {
  getHealth: () => 'ok',
  getVersion: () => ({ 'solana-core': 'litesvm', 'feature-set': 0 }),
  getSlot: ([config]) => history.at((config || {}).commitment),
  getBlockHeight: ([config]) => history.at((config || {}).commitment),
  getLatestBlockhash: ([config]) => inContext(history.latestBlockhash((config || {}).commitment), config),
  getBlock: ([slot, config]) => {
    const found = history.blocks.get(slot);
    if (!found) {
      throw failure(-32007, `Slot ${slot} was skipped, or missing due to ledger jump to recent snapshot`);
    }
    if (slot > history.at((config || {}).commitment)) {
      throw failure(-32004, `Block not available for slot ${slot}`);
    }
    return { ...found, blockHeight: slot, parentSlot: slot - 1, previousBlockhash: SYSTEM };
  },
  getBlockTime: ([slot]) => (history.blocks.has(slot) ? history.blocks.get(slot).blockTime : null),
  getBalance: ([address]) => inContext(Number(svm.getBalance(address) ?? 0n)),
  getAccountInfo: ([address, config]) => inContext(account(address, config), config),
  getMultipleAccounts: ([addresses, config]) => inContext(addresses.map((address) => account(address, config)), config),
  getMinimumBalanceForRentExemption: ([size]) => Number(svm.minimumBalanceForRentExemption(BigInt(size))),
  requestAirdrop: ([address, lamports]) => {
    history.begin([address]);
    const signature = base58.decode(svm.airdrop(address, BigInt(lamports)).signature());
    return history.add(signature, { err: null, logs: [], units: 0, wire: '' });
  },
  sendTransaction: send,
  getSignatureStatuses: ([signatures]) =>
    inContext(
      signatures.map((signature) => {
        const found = history.records.get(signature);
        return found
          ? { slot: found.slot, confirmations: null, err: found.err, confirmationStatus: history.level(found.slot) }
          : null;
      }),
    ),
  getSignaturesForAddress: ([address, config]) => history.signaturesFor(address, config || {}),
  getTransaction: ([signature, config]) => history.transaction(signature, config || {}),
  // For tests only: the chain's clock, accounts that no transaction could make, and what goes wrong.
  svm_setTime: ([seconds, slots]) => {
    history.setTime(seconds, slots);
    return seconds;
  },
  svm_setAccount: ([address, { lamports, owner, data }]) => {
    const bytes = Buffer.from(data, 'base64');
    history.begin([address]);
    svm.setAccount({
      address,
      lamports: BigInt(lamports),
      programAddress: owner,
      executable: false,
      data: new Uint8Array(bytes),
      space: BigInt(bytes.length),
    });
    return true;
  },
  svm_finality: ([lag]) => (history.lag = lag),
  svm_hold: () => ((held = held || new Map()), held.size),
  svm_drop: () => ((held = null), true),
  svm_release: () => {
    const waiting = held ? [...held.values()] : [];
    held = null;
    include(waiting);
    return waiting.length;
  },
  svm_fork: ([slots, again]) => {
    const lost = history.fork(slots);
    include(again ? lost : []);
    return lost.length;
  },
  svm_mood: ([next]) => (mood = next),
};

function answer({ id, method, params }) {
  try {
    if (!methods[method]) {
      throw failure(-32601, `Method not found: ${method}`);
    }
    return { jsonrpc: '2.0', id, result: methods[method](params || []) };
  } catch (error) {
    return { jsonrpc: '2.0', id, error: { code: error.code || -32603, message: error.message, data: error.data } };
  }
}

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    try {
      const asked = JSON.parse(Buffer.concat(parts).toString());
      const forTests = !Array.isArray(asked) && asked.method.startsWith('svm_');
      if (mood === 'down' && !forTests) {
        response.statusCode = 503;
        response.end();
        return;
      }
      if (mood === 'deaf' && !forTests) {
        answer(asked);
        request.socket.destroy();
        return;
      }
      response.end(JSON.stringify(Array.isArray(asked) ? asked.map(answer) : answer(asked)));
    } catch (error) {
      response.statusCode = 400;
      response.end();
    }
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume(); // ends with the test that started it
