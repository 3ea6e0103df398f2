#!/usr/bin/env node
// What forge calls as its compiler: npm's solc, which is the official one as WebAssembly.
const solc = require('solc');

if (process.argv.includes('--version')) {
  console.log('solc, the solidity compiler commandline interface\nVersion: ' + solc.version());
} else {
  let input = '';
  process.stdin.on('data', (piece) => (input += piece));
  process.stdin.on('end', () => process.stdout.write(solc.compile(input)));
}
