// A JSON-RPC front of Solana's kind before litesvm, the Solana VM in a library. It answers what solanaj and web3.js ask in the tests.
// usage: node rpc.js PROGRAM_ID PROGRAM_FILE; prints the port it listens on.
'use strict';
const http = require('node:http');
const kit = require('@solana/kit');
const { LiteSVM, FailedTransactionMetadata } = require('litesvm');

const [programId, programFile] = process.argv.slice(2);
const svm = new LiteSVM();
svm.addProgramFromFile(programId, programFile);

const transactions = new Map();
const base58 = kit.getBase58Decoder();
let slot = 1n;

function failure(code, message, data) {
  return Object.assign(new Error(message), { code, data });
}

const inContext = (value) => ({ context: { apiVersion: 'litesvm', slot: Number(slot) }, value });

function account(address) {
  const found = svm.getAccount(address);
  return found.exists
    ? {
        lamports: Number(found.lamports),
        owner: found.programAddress,
        executable: found.executable,
        rentEpoch: 0,
        space: found.data.length,
        data: [Buffer.from(found.data).toString('base64'), 'base64'],
      }
    : null;
}

function remember(signature, record) {
  slot += 1n;
  svm.warpToSlot(slot);
  svm.expireBlockhash();
  transactions.set(signature, { slot: Number(slot), ...record });
  return signature;
}

function send([wire, options]) {
  const bytes =
    options && options.encoding === 'base64' ? Buffer.from(wire, 'base64') : kit.getBase58Encoder().encode(wire);
  if (bytes.length > 1232) {
    throw failure(-32602, `transaction of ${bytes.length} bytes, more than 1232`);
  }
  const transaction = kit.getTransactionDecoder().decode(bytes);
  const result = svm.sendTransaction(transaction);
  if (result instanceof FailedTransactionMetadata) {
    const logs = result.meta().logs();
    svm.expireBlockhash();
    const custom = logs.join('\n').match(/custom program error: 0x[0-9a-f]+/);
    throw failure(-32002, `Transaction simulation failed: ${custom ? custom[0] : result.err()}`, {
      err: String(result.err()),
      logs,
    });
  }
  return remember(kit.getSignatureFromTransaction(transaction), {
    logs: result.logs(),
    units: Number(result.computeUnitsConsumed()),
    wire: Buffer.from(bytes).toString('base64'),
  });
}

const methods = {
  getHealth: () => 'ok',
  getVersion: () => ({ 'solana-core': 'litesvm', 'feature-set': 0 }),
  getSlot: () => Number(slot),
  getLatestBlockhash: () =>
    inContext({ blockhash: svm.latestBlockhash(), lastValidBlockHeight: Number(slot) + 150 }),
  getBalance: ([address]) => inContext(Number(svm.getBalance(address) ?? 0n)),
  getAccountInfo: ([address]) => inContext(account(address)),
  getMultipleAccounts: ([addresses]) => inContext(addresses.map(account)),
  getMinimumBalanceForRentExemption: ([size]) => Number(svm.minimumBalanceForRentExemption(BigInt(size))),
  requestAirdrop: ([address, lamports]) =>
    remember(base58.decode(svm.airdrop(address, BigInt(lamports)).signature()), { logs: [], units: 0, wire: '' }),
  sendTransaction: send,
  getSignatureStatuses: ([signatures]) =>
    inContext(
      signatures.map((signature) =>
        transactions.has(signature)
          ? { slot: transactions.get(signature).slot, confirmations: null, err: null, confirmationStatus: 'finalized' }
          : null,
      ),
    ),
  getTransaction: ([signature]) => {
    const found = transactions.get(signature);
    return found
      ? {
          slot: found.slot,
          meta: { err: null, logMessages: found.logs, computeUnitsConsumed: found.units },
          transaction: [found.wire, 'base64'],
        }
      : null;
  },
  // For tests only: the chain's clock, and accounts that no transaction could make.
  svm_setTime: ([seconds]) => {
    const clock = svm.getClock();
    clock.unixTimestamp = BigInt(seconds);
    svm.setClock(clock);
    return seconds;
  },
  svm_setAccount: ([address, { lamports, owner, data }]) => {
    const bytes = Buffer.from(data, 'base64');
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
      response.end(JSON.stringify(Array.isArray(asked) ? asked.map(answer) : answer(asked)));
    } catch (error) {
      response.statusCode = 400;
      response.end();
    }
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume(); // ends with the test that started it
