/* Shielded notes on Solana: docs/settlement-notes.md says what is computed, the IDL how it is called. One unit, so the compiler sees all. */
#include "names.h"
#include "errors.h"
#include "sol.h"
#include "curve.h"
#include "state.h"
#include "create.h"
#include "note.h"
#include "vault.h"
#include "token.h"
#include "birth.h"
#include "batch.h"
#include "input.h"
#include "settle.h"
#include "exit.h"
#include "lock.h"

#define HEAP 0x300000000ULL

static u64 carry_out(u64 name, context *context) {
  switch (name) {
    case IX_INITIALIZE: return initialize(context);
    case IX_LIST_MINT: return list_mint(context);
    case IX_DEPOSIT: return deposit(context);
    case IX_SET_PAUSED: return set_paused(context);
    case IX_PROPOSE_SIGNERS: return propose_signers(context);
    case IX_OPEN_PAGE: return open_page(context);
    case IX_OPEN_BATCH: return open_batch(context);
    case IX_ADD_TRADES: return add_trades(context);
    case IX_ADD_INPUTS: return add_inputs(context);
    case IX_ADD_OUTPUTS: return add_outputs(context);
    case IX_SETTLE: return settle(context);
    case IX_CANCEL: return cancel(context);
    case IX_RELEASE: return release(context);
    case IX_CLOSE_DRAFT: return close_draft(context);
    case IX_REQUEST_WITHDRAWAL: return request_withdrawal(context);
    case IX_REVOKE: return revoke(context);
    case IX_FINISH_WITHDRAWAL: return finish_withdrawal(context);
    case IX_COLLECT_FEE: return collect_fee(context);
    case IX_CLAIM: return claim(context);
    case IX_REFUND: return refund(context);
    default: return E_NO_SUCH_INSTRUCTION;
  }
}

u64 entrypoint(u8 *input) {
  context *running = (context *)HEAP;
  TRY(read_input(input, running));
  REQUIRE(running->size >= 8, E_NO_SUCH_INSTRUCTION);
  u64 name;
  sol_memcpy_(&name, running->data, 8);
  running->data += 8;
  running->size -= 8;
  clock_sysvar clock;
  TRY(sol_get_clock_sysvar(&clock));
  running->now = clock.unix_time;
  return carry_out(name, running);
}
