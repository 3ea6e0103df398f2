/* SPL Token and Token-2022: listing a mint, moving tokens. */
#pragma once

static const u8 TOKEN_PROGRAM[32] = { /* TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA */
    0x06, 0xdd, 0xf6, 0xe1, 0xd7, 0x65, 0xa1, 0x93, 0xd9, 0xcb, 0xe1, 0x46, 0xce, 0xeb, 0x79, 0xac,
    0x1c, 0xb4, 0x85, 0xed, 0x5f, 0x5b, 0x37, 0x91, 0x3a, 0x8c, 0xf5, 0x85, 0x7e, 0xff, 0x00, 0xa9,
};
static const u8 TOKEN_2022_PROGRAM[32] = { /* TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb */
    0x06, 0xdd, 0xf6, 0xe1, 0xee, 0x75, 0x8f, 0xde, 0x18, 0x42, 0x5d, 0xbc, 0xe4, 0x6c, 0xcd, 0xda,
    0xb6, 0x1a, 0xfc, 0x4d, 0x83, 0xb9, 0x0d, 0x27, 0xfe, 0xbd, 0xf9, 0x28, 0xd8, 0xa1, 0x8b, 0xfc,
};

#define MINT_BYTES 82
#define TOKENS_BYTES 165
#define INITIALIZE_ACCOUNT_3 18
#define TRANSFER_CHECKED 12

INLINE u64 amount_of(const account *tokens) { return *(u64 *)(tokens->data + 64); }

/* Extensions that leave balances and transfers alone: 4 confidential transfers, 10 interest shown, 18 to 23 metadata and groups,
   25 scaled amount shown. Fees, hooks, delegates over all accounts, pauses and whatever is new: refused. */
INLINE int is_harmless(u16 extension) {
  return extension == 4 || extension == 10 || (extension >= 18 && extension <= 23) || extension == 25;
}

NOINLINE u64 check_mint(const account *mint, const account *token_program) {
  int classic = same32(token_program->key, TOKEN_PROGRAM);
  REQUIRE(classic || same32(token_program->key, TOKEN_2022_PROGRAM), E_WRONG_PROGRAM);
  REQUIRE(same32(mint->owner, token_program->key), E_MINT);
  REQUIRE(mint->size >= MINT_BYTES && mint->data[45] == 1, E_MINT);
  if (mint->size == MINT_BYTES) return 0;
  REQUIRE(!classic && mint->size > TOKENS_BYTES && mint->data[TOKENS_BYTES] == 1, E_MINT);
  for (u64 at = TOKENS_BYTES + 1; at + 4 <= mint->size;) {
    u16 extension = (u16)(mint->data[at] | mint->data[at + 1] << 8);
    u16 size = (u16)(mint->data[at + 2] | mint->data[at + 3] << 8);
    if (extension == 0) break;
    REQUIRE(is_harmless(extension), E_MINT);
    at += 4 + size;
  }
  return 0;
}

/* First counter whose hash is a canonical encoding of a ristretto point; one in 16 is. */
NOINLINE u64 find_generator(const context *context, const u8 *vault, const u8 *mint, listing_account *listing) {
  for (u64 counter = 0; counter < 256; counter++) {
    u8 count = (u8)counter;
    HASH(listing->generator, "OBSCURA-RISTRETTO-G-v1:", context, vault, KEY(mint), PART(count));
    if (!sol_curve_validate_point(RISTRETTO, listing->generator, 0) && !is_zero32(listing->generator)) {
      listing->counter = count;
      return 0;
    }
  }
  return E_POINT;
}

NOINLINE u64 create_tokens(const context *context, const account *payer, account *tokens, const account *vault) {
  const account *mint = &context->accounts[2], *program = &context->accounts[5];
  derived seeds = SEEDS("tokens", vault->key, mint->key, 32);
  TRY(derive(context, &seeds, tokens));
  TRY(create(context, payer, tokens, &seeds, TOKENS_BYTES, program->key));
  u8 data[33];
  data[0] = INITIALIZE_ACCOUNT_3;
  copy32(data + 1, vault->key);
  account_meta metas[2] = {{tokens->key, 1, 0}, {mint->key, 0, 0}};
  instruction call = {program->key, metas, 2, data, sizeof data};
  return sol_invoke_signed_c(&call, context->accounts, context->count, 0, 0);
}

/* Accounts: payer (signer), vault, mint, listing, tokens, token program, system program. */
NOINLINE u64 list_mint(context *context) {
  const quorum *signed_by = (const quorum *)context->data;
  account *payer = &context->accounts[0], *vault = &context->accounts[1], *mint = &context->accounts[2];
  account *target = &context->accounts[3], *tokens = &context->accounts[4], *program = &context->accounts[5];
  REQUIRE(context->size == sizeof *signed_by, E_ARGUMENTS);
  REQUIRE(context->count >= 7, E_TOO_FEW_ACCOUNTS);
  TRY(check_signer(payer));
  TRY(check_tag(context, vault, TAG_VAULT));
  TRY(check_mint(mint, program));
  u8 digest[32];
  u64 epoch = epoch_in_force(context, (vault_account *)vault->data);
  HASH(digest, "OBSCURA-LIST-v1", context, vault->key, PART(epoch), KEY(mint->key));
  TRY(check_quorum(context, (vault_account *)vault->data, signed_by, digest));
  derived seeds = SEEDS("mint", vault->key, mint->key, 32);
  TRY(derive(context, &seeds, target));
  TRY(create(context, payer, target, &seeds, sizeof(listing_account), context->program));
  TRY(create_tokens(context, payer, tokens, vault));
  listing_account *listing = (listing_account *)target->data;
  listing->tag = TAG_LISTING;
  copy32(listing->vault, vault->key);
  copy32(listing->mint, mint->key);
  copy32(listing->token_program, program->key);
  copy32(listing->tokens, tokens->key);
  listing->decimals = mint->data[44];
  return find_generator(context, vault->key, mint->key, listing);
}

/* The accounts of a movement of tokens between somebody and the vault. */
typedef struct {
  const account *vault, *listing, *mint, *tokens, *other, *program;
} token_accounts;

NOINLINE u64 check_tokens(const context *context, const token_accounts *accounts) {
  TRY(check_of_vault(context, accounts->listing, TAG_LISTING, accounts->vault->key));
  const listing_account *listing = (listing_account *)accounts->listing->data;
  REQUIRE(same32(accounts->mint->key, listing->mint), E_OTHER_TOKEN);
  REQUIRE(same32(accounts->tokens->key, listing->tokens), E_OTHER_TOKEN);
  REQUIRE(same32(accounts->program->key, listing->token_program), E_WRONG_PROGRAM);
  return 0;
}

/* From the other to the vault if `payer` is there, who signs; else from the vault to the other. */
NOINLINE u64 transfer(const context *context, const token_accounts *accounts, const account *payer, u64 amount) {
  const vault_account *vault = (vault_account *)accounts->vault->data;
  const slice parts[4] = {{(const u8 *)"vault", 5}, {vault->creator, 32}, {(const u8 *)&vault->number, 8}, {&vault->bump, 1}};
  const signer_seeds signer = {parts, 4};
  const account *from = payer ? accounts->other : accounts->tokens, *to = payer ? accounts->tokens : accounts->other;
  account_meta metas[4] = {{from->key, 1, 0}, {accounts->mint->key, 0, 0}, {to->key, 1, 0}, {payer ? payer->key : accounts->vault->key, 0, 1}};
  u8 data[10];
  data[0] = TRANSFER_CHECKED;
  sol_memcpy_(data + 1, &amount, 8);
  data[9] = ((listing_account *)accounts->listing->data)->decimals;
  instruction call = {accounts->program->key, metas, 4, data, sizeof data};
  return sol_invoke_signed_c(&call, context->accounts, context->count, &signer, payer ? 0 : 1);
}
