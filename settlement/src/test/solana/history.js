// Slots, commitment levels and the history of transactions around litesvm, which knows one state only: what a node of the network answers
// from its ledger. The newest slot is processed and confirmed; one is finalized when `lag` others follow it.
'use strict';
const kit = require('@solana/kit');
const { FailedTransactionMetadata } = require('litesvm');

const CLOCK = 'SysvarC1ock11111111111111111111111111111111';
const SYSTEM = '11111111111111111111111111111111';
const HASH_SLOTS = 150; // for so many slots a blockhash lasts
const base58 = kit.getBase58Decoder();

class History {
  constructor(svm) {
    this.svm = svm;
    this.slot = 1;
    this.lag = 0;
    this.blocks = new Map(); // slot -> { blockhash, blockTime }
    this.hashes = new Map(); // blockhash -> slot
    this.journal = []; // { slot, before: Map(address -> account) }, oldest first
    this.records = new Map(); // signature -> what became of a transaction, oldest first
    this.#seal();
  }

  finalized() {
    return Math.max(0, this.slot - this.lag);
  }

  at(commitment) {
    return commitment === 'confirmed' || commitment === 'processed' ? this.slot : this.finalized();
  }

  level(slot) {
    return slot <= this.finalized() ? 'finalized' : 'confirmed';
  }

  /** An account at a commitment level: as it was before the first later slot that changed it. */
  account(address, commitment) {
    const seen = this.at(commitment);
    const changed = this.journal.find(({ slot, before }) => slot > seen && before.has(address));
    return changed ? changed.before.get(address) : this.svm.getAccount(address);
  }

  /** Begins the next slot, in which these accounts may change. */
  begin(addresses, slots = 1) {
    this.slot += slots;
    const before = new Map([CLOCK, ...addresses].map((address) => [address, this.svm.getAccount(address)]));
    this.journal.push({ slot: this.slot, before });
    this.journal = this.journal.filter(({ slot }) => slot > this.finalized() - 64);
    this.svm.warpToSlot(BigInt(this.slot));
    this.svm.expireBlockhash();
    this.#seal();
  }

  #seal() {
    const blockhash = this.svm.latestBlockhash();
    this.blocks.set(this.slot, { blockhash, blockTime: Number(this.svm.getClock().unixTimestamp) });
    this.hashes.set(blockhash, this.slot);
  }

  setTime(seconds, slots) {
    this.begin([], slots);
    const clock = this.svm.getClock();
    clock.unixTimestamp = BigInt(seconds);
    this.svm.setClock(clock);
    this.#seal();
  }

  latestBlockhash(commitment) {
    const seen = this.at(commitment);
    const newest = Math.max(...[...this.blocks.keys()].filter((slot) => slot <= seen), 1);
    return { blockhash: this.blocks.get(newest).blockhash, lastValidBlockHeight: newest + HASH_SLOTS };
  }

  isRecent(blockhash) {
    return this.hashes.has(blockhash) && this.slot - this.hashes.get(blockhash) <= HASH_SLOTS;
  }

  /** Puts a transaction into a block of its own; gives litesvm's result. A failed one stands there too if it is `kept`. */
  carryOut(transaction, wire, kept) {
    const message = kit.getCompiledTransactionMessageDecoder().decode(transaction.messageBytes);
    this.begin(message.staticAccounts);
    const result = this.svm.sendTransaction(transaction);
    const failed = result instanceof FailedTransactionMetadata;
    if (!failed || kept) {
      const meta = failed ? result.meta() : result;
      this.add(kit.getSignatureFromTransaction(transaction), {
        transaction,
        message,
        wire,
        err: failed ? errorOf(result) : null,
        logs: meta.logs(),
        units: Number(meta.computeUnitsConsumed()),
        inner: meta.innerInstructions(),
      });
    }
    return result;
  }

  add(signature, record) {
    const { blockTime } = this.blocks.get(this.slot);
    this.records.set(signature, { slot: this.slot, blockTime, ...record });
    return signature;
  }

  /** Takes slots back that are not final; gives the transactions that stood in them. */
  fork(slots) {
    const kept = Math.max(this.finalized(), this.slot - slots);
    for (const { slot, before } of this.journal.toReversed()) {
      if (slot > kept) {
        before.forEach((account, address) => address === CLOCK || this.#restore(address, account));
      }
    }
    this.journal = this.journal.filter(({ slot }) => slot <= kept);
    const lost = [...this.records].filter(([, record]) => record.slot > kept && record.transaction);
    lost.forEach(([signature]) => this.records.delete(signature));
    for (const [slot, { blockhash }] of this.blocks) {
      if (slot > kept) {
        this.blocks.delete(slot);
        this.hashes.delete(blockhash);
      }
    }
    this.begin([]); // the other branch goes on with a later slot
    return lost.map(([, record]) => record);
  }

  #restore(address, found) {
    this.svm.setAccount(
      found.exists
        ? found
        : { address, lamports: 0n, programAddress: SYSTEM, executable: false, data: new Uint8Array(), space: 0n },
    );
  }

  /** Newest first, as a node lists them. */
  signaturesFor(address, { limit = 1000, before, until, commitment }) {
    let all = [...this.records]
      .filter(([, { message, slot }]) => message && message.staticAccounts.includes(address) && slot <= this.at(commitment))
      .reverse();
    const index = (signature) => all.findIndex(([listed]) => listed === signature);
    if (until && index(until) >= 0) {
      all = all.slice(0, index(until));
    }
    if (before) {
      all = all.slice(index(before) + 1);
    }
    return all.slice(0, limit).map(([signature, { slot, err, blockTime }]) => ({
      signature,
      slot,
      err,
      memo: null,
      blockTime,
      confirmationStatus: this.level(slot),
    }));
  }

  transaction(signature, { encoding = 'json', commitment }) {
    const found = this.records.get(signature);
    if (!found || found.slot > this.at(commitment)) {
      return null;
    }
    return {
      slot: found.slot,
      blockTime: found.blockTime,
      version: 'legacy',
      meta: {
        err: found.err,
        fee: 5000,
        logMessages: found.logs,
        computeUnitsConsumed: found.units,
        innerInstructions: (found.inner || []).flatMap(innerOf),
        loadedAddresses: { writable: [], readonly: [] },
      },
      transaction: encoding === 'json' && found.message ? plain(signature, found.message) : [found.wire, 'base64'],
    };
  }
}

function innerOf(instructions, index) {
  return instructions.length === 0
    ? []
    : [
        {
          index,
          instructions: instructions.map((inner) => ({
            programIdIndex: inner.instruction().programIdIndex(),
            accounts: [...inner.instruction().accounts()],
            data: base58.decode(inner.instruction().data()),
            stackHeight: inner.stackHeight(),
          })),
        },
      ];
}

function plain(signature, message) {
  return {
    signatures: [signature],
    message: {
      accountKeys: message.staticAccounts,
      recentBlockhash: message.lifetimeToken,
      instructions: message.instructions.map(({ programAddressIndex, accountIndices, data }) => ({
        programIdIndex: programAddressIndex,
        accounts: accountIndices ? [...accountIndices] : [],
        data: data ? base58.decode(data) : '',
        stackHeight: null,
      })),
    },
  };
}

/** A failure as nodes write it. */
function errorOf(failed) {
  const error = failed.err();
  if (error && typeof error.err === 'function') {
    const inner = error.err();
    return { InstructionError: [error.index, typeof inner === 'object' ? { Custom: inner.code } : String(inner)] };
  }
  return String(error);
}

module.exports = { History, errorOf };
