/* Anchor's names for what this program has: the first 8 bytes of SHA-256, read little-endian. IdlTest recomputes them. */
#pragma once

#define IX_INITIALIZE 0xed9b980d1f6dafafULL /* global:initialize */
#define IX_LIST_MINT 0x64dae67de9193c10ULL /* global:list_mint */
#define IX_DEPOSIT 0xb6f2e15289c623f2ULL /* global:deposit */
#define IX_SET_PAUSED 0xdaa6e1b0c07d3c5bULL /* global:set_paused */
#define IX_PROPOSE_SIGNERS 0x87fbb70b5a6e25faULL /* global:propose_signers */
#define IX_OPEN_PAGE 0xe9e31c81e79c6cecULL /* global:open_page */
#define IX_OPEN_BATCH 0xa36c9b3f4517a367ULL /* global:open_batch */
#define IX_ADD_TRADES 0xd79dff268b9b482aULL /* global:add_trades */
#define IX_ADD_INPUTS 0x0c0c71389c9b8276ULL /* global:add_inputs */
#define IX_ADD_OUTPUTS 0x98f0d01ba823cc82ULL /* global:add_outputs */
#define IX_SETTLE 0xd466839057b92aafULL /* global:settle */
#define IX_CANCEL 0xbedcecdb29dfdbe8ULL /* global:cancel */
#define IX_RELEASE 0xf1c17f1cce0ff9fdULL /* global:release */
#define IX_CLOSE_DRAFT 0x43e991f0ee44124fULL /* global:close_draft */
#define IX_REQUEST_WITHDRAWAL 0xb10cc938cd7955fbULL /* global:request_withdrawal */
#define IX_REVOKE 0xf25dad85221f17aaULL /* global:revoke */
#define IX_FINISH_WITHDRAWAL 0xc27464953c22e1edULL /* global:finish_withdrawal */
#define IX_COLLECT_FEE 0x30825d0467f7ad3cULL /* global:collect_fee */
#define IX_CLAIM 0xd26c9fd5c1d6c63eULL /* global:claim */
#define IX_REFUND 0x2e2ed03ffbb76002ULL /* global:refund */

#define TAG_VAULT 0x777598022be808d3ULL /* account:Vault */
#define TAG_LISTING 0x3a1a862b493220daULL /* account:Listing */
#define TAG_BATCH 0x2c8958162c46c29cULL /* account:Batch */
#define TAG_DRAFT 0xe3e0b531c15a41dcULL /* account:Draft */
#define TAG_NOTICE 0x6ea0efee3350f581ULL /* account:Notice */
#define TAG_TRADE_PAGE 0x3d888164fd7b9716ULL /* account:TradePage */

#define EVENT_NOTE_BORN 0x0b9480afed5ea6c1ULL /* event:NoteBorn */
#define EVENT_BATCH_SETTLED 0x09685f7fc0bb0eeeULL /* event:BatchSettled */
