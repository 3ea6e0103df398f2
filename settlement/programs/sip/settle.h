/* The end of a draft: all at once it becomes a batch, or what it took is given back. */
#pragma once

typedef struct PACKED {
  u64 tag;
  u8 vault[32];
  u64 number;
  u8 root[32];
  u32 count;
} batch_settled_event;

/* Accounts: payer (signer), vault, page, system program. Argument: number of the page. Anyone may open one. */
NOINLINE u64 open_page(context *context) {
  account *payer = &context->accounts[0], *target = &context->accounts[2];
  const account *vault = &context->accounts[1];
  REQUIRE(context->size == 8, E_ARGUMENTS);
  REQUIRE(context->count >= 4, E_TOO_FEW_ACCOUNTS);
  TRY(check_signer(payer));
  TRY(check_tag(context, vault, TAG_VAULT));
  u64 number;
  sol_memcpy_(&number, context->data, 8);
  REQUIRE(number <= ~0ULL / PAGE_TRADES && target->size == 0, E_PAGE);
  derived seeds = SEEDS("trades", vault->key, &number, 8);
  TRY(derive(context, &seeds, target));
  TRY(create(context, payer, target, &seeds, sizeof(page_account), context->program));
  page_account *page = (page_account *)target->data;
  page->tag = TAG_TRADE_PAGE;
  copy32(page->vault, vault->key);
  page->page = number;
  return 0;
}

/* The page of a trade among the accounts from `first` on. */
NOINLINE page_account *page_of(const context *context, u64 first, const u8 *vault, u64 number) {
  for (u64 i = first; i < context->count; i++) {
    const account *account = &context->accounts[i];
    page_account *page = (page_account *)account->data;
    if (!check_of_vault(context, account, TAG_TRADE_PAGE, vault) && page->page == number) return page;
  }
  return 0;
}

NOINLINE u64 use_trades(const context *context, draft_account *draft) {
  page_account *page = 0;
  for (u64 i = 0; i < draft->trades; i++) {
    u64 id = trades_of(draft)[i];
    if (!page || page->page != id / PAGE_TRADES) page = page_of(context, 5, draft->vault, id / PAGE_TRADES);
    REQUIRE(page, E_PAGE);
    REQUIRE(!bit(page->used, id % PAGE_TRADES), E_TRADE_USED);
    set_bit(page->used, id % PAGE_TRADES);
  }
  return 0;
}

typedef struct PACKED {
  u8 s[32];
  u8 r[32]; /* encoding of R */
} balance_proof;

/* Inputs - outputs is a multiple of H: whoever made the proof knows which. */
NOINLINE u64 check_balance(const draft_account *draft, const balance_proof *proof) {
  u64 hash[4], e[4];
  REQUIRE(!is_zero32(draft->sum) && !is_zero32(proof->r), E_POINT);
  const slice parts[4] = {{(const u8 *)"OBSCURA-BALANCE-v1", 18}, {draft->sum, 32}, {proof->r, 32}, {draft->digest, 32}};
  sol_sha256(parts, 4, (u8 *)hash);
  reduce((u8 *)hash, 32, (u8 *)e);
  REQUIRE(schnorr_holds(RISTRETTO, GENERATOR_H, draft->sum, (u8 *)e, (const u8 *)proof), E_BALANCE);
  return 0;
}

NOINLINE u64 found_batch(const context *context, const account *payer, account *target, const draft_account *draft) {
  derived seeds = SEEDS("batch", draft->vault, &draft->number, 8);
  TRY(derive(context, &seeds, target));
  TRY(create(context, payer, target, &seeds, batch_size(draft->outputs), context->program));
  batch_account *batch = (batch_account *)target->data;
  batch->tag = TAG_BATCH;
  copy32(batch->vault, draft->vault);
  batch->number = draft->number;
  batch->count = draft->outputs;
  root_of(draft, batch->root);
  batch_settled_event event = {.tag = EVENT_BATCH_SETTLED, .number = batch->number, .count = batch->count};
  copy32(event.vault, batch->vault);
  copy32(event.root, batch->root);
  const slice log = {(u8 *)&event, sizeof event};
  sol_log_data(&log, 1);
  return 0;
}

/* Accounts: operator (signer, pays), vault, draft, batch, system program, pages of the trades. Argument: proof of balance. */
NOINLINE u64 settle(context *context) {
  draft_account *draft;
  TRY(check_piece(context, &draft));
  REQUIRE(context->size == sizeof(balance_proof), E_ARGUMENTS);
  REQUIRE(context->count >= 5, E_TOO_FEW_ACCOUNTS);
  account *operator_ = &context->accounts[0];
  REQUIRE(draft->epoch == epoch_in_force(context, (vault_account *)context->accounts[1].data), E_EPOCH);
  REQUIRE(same(draft->trades_run, draft->trades_hash, 96), E_CONTENTS);
  REQUIRE(draft->trades > 0 && draft->inputs > 0 && draft->outputs > 0, E_CONTENTS);
  TRY(check_balance(draft, (const balance_proof *)context->data));
  TRY(use_trades(context, draft));
  TRY(found_batch(context, operator_, &context->accounts[3], draft));
  close(&context->accounts[2], operator_);
  return 0;
}

NOINLINE u64 check_draft(const context *context, u64 place, draft_account **draft) {
  const account *target = &context->accounts[place];
  REQUIRE(context->count > place, E_TOO_FEW_ACCOUNTS);
  TRY(check_tag(context, target, TAG_DRAFT));
  TRY(check_writable(target));
  *draft = (draft_account *)target->data;
  return 0;
}

/* Accounts: operator (signer), draft. The draft settles no more; its inputs may be given back at once. */
NOINLINE u64 cancel(context *context) {
  draft_account *draft;
  REQUIRE(context->size == 0, E_ARGUMENTS);
  TRY(check_draft(context, 1, &draft));
  TRY(check_signer(&context->accounts[0]));
  REQUIRE(same32(draft->operator_key, context->accounts[0].key), E_NOT_OPERATOR);
  draft->until = 0;
  return 0;
}

/* Accounts: draft, then the batches of its inputs from number `first` (the argument) on. Anyone may, once the draft cannot settle. */
NOINLINE u64 release(context *context) {
  draft_account *draft;
  TRY(check_draft(context, 0, &draft));
  REQUIRE(context->size == 4, E_ARGUMENTS);
  REQUIRE(context->count > 1, E_TOO_FEW_ACCOUNTS);
  REQUIRE(context->now > draft->until, E_DRAFT_LIVE);
  u32 first;
  sol_memcpy_(&first, context->data, 4);
  REQUIRE(first < draft->inputs && context->count - 1 <= draft->inputs - first, E_ARGUMENTS);
  for (u64 i = 1; i < context->count; i++) {
    account *source = &context->accounts[i];
    taken_input *entry = &inputs_of(draft)[first + i - 1];
    TRY(check_of_vault(context, source, TAG_BATCH, draft->vault));
    TRY(check_writable(source));
    REQUIRE(((batch_account *)source->data)->number == entry->batch, E_NUMBER);
    REQUIRE(entry->held, E_ALREADY_RELEASED);
    entry->held = 0;
    draft->released++;
    clear_bit(taken_bits(source), entry->index);
  }
  return 0;
}

/* Accounts: draft, operator. Only after the signed deadline, lest the same signatures open it again. */
NOINLINE u64 close_draft(context *context) {
  draft_account *draft;
  TRY(check_draft(context, 0, &draft));
  account *operator_ = &context->accounts[1];
  REQUIRE(context->size == 0, E_ARGUMENTS);
  REQUIRE(context->count >= 2, E_TOO_FEW_ACCOUNTS);
  TRY(check_writable(operator_));
  REQUIRE(same32(draft->operator_key, operator_->key), E_NOT_OPERATOR);
  REQUIRE(context->now > draft->deadline && draft->released == draft->inputs, E_DRAFT_LIVE);
  close(&context->accounts[0], operator_);
  return 0;
}
