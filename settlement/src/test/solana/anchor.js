// The Anchor client of npm with our IDL: one JSON request a line in, one JSON answer a line out.
// usage: node anchor.js IDL_FILE RPC_PORT
'use strict';
const fs = require('node:fs');
const readline = require('node:readline');
const anchor = require('@anchor-lang/core');
const { Connection, Keypair, PublicKey, Transaction } = require('@solana/web3.js');

const [idlFile, port] = process.argv.slice(2);
const idl = JSON.parse(fs.readFileSync(idlFile, 'utf8'));
const url = `http://127.0.0.1:${port}`;
const connection = new Connection(url, 'confirmed');
const provider = new anchor.AnchorProvider(connection, new anchor.Wallet(Keypair.generate()), {});
const program = new anchor.Program(idl, provider);

// Reads an instruction with the IDL and makes it anew, as a program written with Anchor's client would.
async function remade({ data, keys }) {
  const decoded = program.coder.instruction.decode(Buffer.from(data, 'base64'));
  if (!decoded) {
    throw new Error('the IDL has no such instruction');
  }
  const declared = program.idl.instructions.find(({ name }) => name === decoded.name);
  const accounts = Object.fromEntries(declared.accounts.map(({ name }, i) => [name, new PublicKey(keys[i].key)]));
  const further = keys.slice(declared.accounts.length).map(({ key, signer, writable }) => ({
    pubkey: new PublicKey(key),
    isSigner: signer,
    isWritable: writable,
  }));
  const instruction = await program.methods[decoded.name](...declared.args.map(({ name }) => decoded.data[name]))
    .accountsStrict(accounts)
    .remainingAccounts(further)
    .instruction();
  return { name: decoded.name, args: decoded.data, instruction };
}

const operations = {
  async send(request) {
    const { name, args, instruction } = await remade(request);
    const signers = request.secrets.map((secret) => Keypair.fromSecretKey(Buffer.from(secret, 'base64')));
    const { blockhash, lastValidBlockHeight } = await connection.getLatestBlockhash();
    const transaction = new Transaction({ feePayer: signers[0].publicKey, blockhash, lastValidBlockHeight });
    transaction.add(instruction).sign(...signers);
    const answer = {
      name,
      args,
      data: instruction.data.toString('base64'),
      keys: instruction.keys.map(({ pubkey, isSigner, isWritable }) => ({
        key: pubkey.toBase58(),
        signer: isSigner,
        writable: isWritable,
      })),
    };
    try {
      answer.signature = await connection.sendRawTransaction(transaction.serialize());
    } catch (error) {
      const cause = error.transactionError ? new Error(error.transactionError.message) : error;
      const known = anchor.ProgramError.parse(cause, anchor.parseIdlErrors(program.idl));
      answer.refusal = known ? known.msg : String(error);
    }
    return answer;
  },

  fetch({ kind, address }) {
    return program.account[kind].fetch(address);
  },

  async events({ signature }) {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'getTransaction', params: [signature] });
    const response = await fetch(url, { method: 'POST', body });
    const { meta } = (await response.json()).result;
    return [...new anchor.EventParser(program.programId, program.coder).parseLogs(meta.logMessages)];
  },
};

const plain = (key, value) => (value && value.type === 'Buffer' ? value.data : value);

readline.createInterface({ input: process.stdin }).on('line', async (line) => {
  const { operation, ...request } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ answer: await operations[operation](request) }, plain));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.stack || error) }));
  }
});
