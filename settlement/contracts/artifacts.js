#!/usr/bin/env node
// Writes what forge built into the modules' resources, or with --check says what differs from them.
const fs = require('fs');
const path = require('path');

const OUT = path.join(__dirname, '../target/contracts/out');
const KEPT = {
  SIPSettlement: path.join(__dirname, '../src/main/resources/obscura/settlement/evm/SIPSettlement.json'),
  DevToken: path.join(__dirname, '../../devchain/src/main/resources/obscura/devchain/DevToken.json'),
};

const check = process.argv.includes('--check');
let differing = 0;
for (const [contract, file] of Object.entries(KEPT)) {
  const built = JSON.parse(fs.readFileSync(path.join(OUT, contract + '.sol', contract + '.json')));
  const text =
    JSON.stringify(
      { contract, compiler: '0.8.37', evmVersion: 'shanghai', abi: built.abi, bytecode: built.bytecode.object },
      null,
      1,
    ) + '\n';
  const same = fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text;
  if (!same && check) {
    console.error(`${path.relative(process.cwd(), file)} is not what the sources give; run scripts/contracts build.`);
    differing++;
  } else if (!same) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    console.log(`wrote ${path.relative(process.cwd(), file)}`);
  }
}
process.exit(differing === 0 ? 0 : 1);
