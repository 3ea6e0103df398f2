/* The groups ristretto255 and edwards25519, their scalars, and signatures by RFC 8032. */
#pragma once

#include "sha512.h"

#define EDWARDS 0
#define RISTRETTO 1
#define ADD 0
#define SUBTRACT 1
#define MULTIPLY 2

/* SHA-256("OBSCURA-RISTRETTO-H-v1:" || counter), first counter whose hash is a canonical encoding. */
static const u8 GENERATOR_H[32] = {
    0x26, 0xb2, 0xe8, 0x42, 0x50, 0xf1, 0x98, 0x2f, 0x65, 0xa1, 0xfe, 0xd5, 0xca, 0xb4, 0x5b, 0x04,
    0x4a, 0x4b, 0x4b, 0x4e, 0x4a, 0x4d, 0x6e, 0x1d, 0x05, 0x15, 0x64, 0xb0, 0x90, 0x2b, 0x97, 0x27,
};

/* RFC 8032, 5.1: y = 4/5, x even. */
static const u8 EDWARDS_BASE[32] = {
    0x58, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66,
    0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66,
};

/* l = 2^252 + c, the order of both groups; c and l in 32-bit pieces, lowest first. */
static const u32 ORDER_LOW[4] = {0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x14def9de};
static const u32 ORDER[8] = {0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x14def9de, 0, 0, 0, 0x10000000};

/* value -= factor * ORDER_LOW; tells whether it fell below zero. factor < 2^20. */
INLINE int subtract_low(u64 *value, u64 factor) {
  u64 carry = 0;
  u64 borrow = 0;
  for (int i = 0; i < 8; i++) {
    u64 product = carry + (i < 4 ? factor * ORDER_LOW[i] : 0);
    carry = product >> 32;
    u64 difference = value[i] - (product & 0xffffffff) - borrow;
    value[i] = difference & 0xffffffff;
    borrow = difference >> 63;
  }
  return (int)borrow;
}

/* result = bytes mod l; bytes little-endian, size 32 or 64. Takes 16 bits at a time from the top. */
NOINLINE void reduce(const u8 *bytes, u64 size, u8 *result) {
  u64 value[8] = {0, 0, 0, 0, 0, 0, 0, 0};
  for (u64 at = size; at > 0; at -= 2) {
    u64 high = value[7] >> 12; /* of value * 2^16, from bit 252 on */
    for (int i = 7; i > 0; i--) value[i] = (value[i] << 16 & 0xffffffff) | value[i - 1] >> 16;
    value[0] = (value[0] << 16 & 0xffffffff) | (u64)bytes[at - 1] << 8 | bytes[at - 2];
    value[7] &= 0x0fffffff;
    if (high && subtract_low(value, high)) {
      u64 carry = 0;
      for (int i = 0; i < 8; i++) {
        carry += value[i] + ORDER[i];
        value[i] = carry & 0xffffffff;
        carry >>= 32;
      }
    }
  }
  for (int i = 0; i < 8; i++) ((u32 *)result)[i] = (u32)value[i];
}

/* result = -scalar mod l, for a reduced scalar. Both 8-aligned. */
INLINE void negate(const u8 *scalar, u8 *result) {
  if (is_zero32(scalar)) {
    copy32(result, scalar);
    return;
  }
  u64 borrow = 0;
  for (int i = 0; i < 8; i++) {
    u64 difference = (u64)ORDER[i] - ((const u32 *)scalar)[i] - borrow;
    ((u32 *)result)[i] = (u32)difference;
    borrow = difference >> 63;
  }
}

/* Whether s*base - e*point is the encoding `expected`; false also if s or point are not canonical. */
NOINLINE int schnorr_holds(u64 curve, const u8 *base, const u8 *point, const u8 *e, const u8 *s_and_expected) {
  u64 scalars[8], points[8], result[4];
  copy32(scalars, s_and_expected);
  negate(e, (u8 *)&scalars[4]);
  copy32(points, base);
  copy32(&points[4], point);
  if (sol_curve_multiscalar_mul(curve, (u8 *)scalars, (u8 *)points, 2, (u8 *)result)) return 0;
  return same32(result, s_and_expected + 32);
}

/* Ed25519 over a message of 32 bytes, without cofactor: R must be the very encoding of s*B - k*A. */
NOINLINE int ed25519_valid(const u8 *key, const u8 *signature, const u8 *message) {
  u64 block[12], hash[8], k[4], s_and_r[8];
  copy32(block, signature);
  copy32(&block[4], key);
  copy32(&block[8], message);
  sha512_of_96(block, hash);
  reduce((u8 *)hash, 64, (u8 *)k);
  copy32(s_and_r, signature + 32);
  copy32(&s_and_r[4], signature);
  return schnorr_holds(EDWARDS, EDWARDS_BASE, key, (u8 *)k, (u8 *)s_and_r);
}

/* Whether a key is a point outside the small subgroup, where anybody could sign. */
NOINLINE int is_signing_key(const u8 *key) {
  const u64 eight[4] = {8, 0, 0, 0};
  const u64 identity[4] = {1, 0, 0, 0};
  u64 multiple[4];
  return !sol_curve_group_op(EDWARDS, MULTIPLY, (const u8 *)eight, key, (u8 *)multiple) && !same32(multiple, identity);
}

/* result = amount*generator + blinding*H. Refuses a blinding that is not below l, and the identity. */
NOINLINE u64 commit(u64 amount, const u8 *blinding, const u8 *generator, u8 *result) {
  u64 scalars[8] = {amount, 0, 0, 0}, points[8];
  copy32(&scalars[4], blinding);
  copy32(points, generator);
  copy32(&points[4], GENERATOR_H);
  REQUIRE(!sol_curve_multiscalar_mul(RISTRETTO, (u8 *)scalars, (u8 *)points, 2, result), E_SCALAR);
  REQUIRE(!is_zero32(result), E_POINT);
  return 0;
}

/* sum = sum + or - commitment; the runtime refuses encodings that are not canonical, we the identity. */
INLINE u64 add_commitment(u8 *sum, u64 operation, const u8 *commitment) {
  u64 result[4];
  REQUIRE(!is_zero32(commitment), E_POINT);
  REQUIRE(!sol_curve_group_op(RISTRETTO, operation, sum, commitment, (u8 *)result), E_POINT);
  copy32(sum, result);
  return 0;
}
