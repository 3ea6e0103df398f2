// A wallet on the public SIP toolkit: one JSON request a line in, one JSON answer a line out.
import { register } from 'node:module';
import { createInterface } from 'node:readline';

// The toolkit's bundle imports what it does not need here: language models and circuits.
const absent =
  'data:text/javascript,export const ChatOpenAI=0,HumanMessage=0,SystemMessage=0,AIMessage=0,' +
  'StringOutputParser=0,DynamicStructuredTool=0,Noir=0,UltraHonkBackend=0;export default 0';
register(
  'data:text/javascript,' +
    encodeURIComponent(
      `export const resolve = (name, context, next) =>
         /^@(langchain|aztec|noir-lang)\\//.test(name)
           ? { url: ${JSON.stringify(absent)}, shortCircuit: true }
           : next(name, context);`,
    ),
);
const sip = await import('@sip-protocol/sdk');

const bytes = (hex) => Uint8Array.from(Buffer.from(hex.slice(2), 'hex'));
const isEdwards = (chain) => ['solana', 'near'].includes(chain);

const answers = {
  keys({ chain }) {
    const made = isEdwards(chain)
      ? sip.generateEd25519StealthMetaAddress(chain)
      : sip.generateStealthMetaAddress(chain);
    return {
      meta: sip.encodeStealthMetaAddress(made.metaAddress),
      spend: made.spendingPrivateKey,
      view: made.viewingPrivateKey,
    };
  },
  pay({ meta }) {
    const recipient = sip.decodeStealthMetaAddress(meta);
    const { stealthAddress } = isEdwards(recipient.chain)
      ? sip.generateEd25519StealthAddress(recipient)
      : sip.generateStealthAddress(recipient);
    return stealthAddress;
  },
  find({ chain, payment, spend, view }) {
    const [check, derive] = isEdwards(chain)
      ? [sip.checkEd25519StealthAddress, sip.deriveEd25519StealthPrivateKey]
      : [sip.checkStealthAddress, sip.deriveStealthPrivateKey];
    if (!check(payment, spend, view)) return { found: false };
    return { found: true, secret: derive(payment, spend, view).privateKey };
  },
  address({ chain, key }) {
    return {
      address: isEdwards(chain) ? sip.ed25519PublicKeyToSolanaAddress(key) : sip.publicKeyToEthAddress(key),
    };
  },
  memo({ ephemeral, tag, owner }) {
    const memo = sip.createAnnouncementMemo(ephemeral, tag, owner);
    return { memo, parsed: sip.parseAnnouncement(memo) };
  },
  parse({ memo }) {
    return { parsed: sip.parseAnnouncement(memo) };
  },
  commit({ kind, value, blinding }) {
    const commit = kind === 'NEAR' ? sip.commitNEAR : sip.commit;
    return commit(BigInt(value), blinding === undefined ? undefined : bytes(blinding));
  },
  opens({ kind, commitment, value, blinding }) {
    const opens = kind === 'NEAR' ? sip.verifyOpeningNEAR : sip.verifyOpening;
    return { opens: opens(commitment, BigInt(value), blinding) };
  },
  viewingKey({ path }) {
    return sip.generateViewingKey(path);
  },
  child({ key, path }) {
    return sip.deriveViewingKey(key, path);
  },
  encrypt({ key, data }) {
    return sip.encryptForViewing(data, key);
  },
  decrypt({ key, encrypted }) {
    return sip.decryptWithViewing(encrypted, key);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = answers[request.ask](request);
  } catch (error) {
    answer = { error: String(error) };
  }
  console.log('> ' + JSON.stringify(answer));
}
process.exit(0);
