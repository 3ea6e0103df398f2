// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lock, LockedOutput, Withdrawal} from "../src/Types.sol";
import {Desk} from "./Desk.sol";

/// Does random things with a vault, right and wrong ones, and keeps the book of what every owner holds in clear.
contract Handler is Desk {
    bytes32 private constant PREIMAGE = bytes32(uint256(0x5ec2e7));

    Coin[] private _live;
    Coin[] private _spent;
    Coin[] private _locked;
    Lock private _terms;
    mapping(address token => uint256) public deposited;
    mapping(address token => uint256) public withdrawn;
    uint256 public doubleSpends;
    uint256 public forgeries;
    uint256 public settled;

    constructor() {
        setUp();
        _terms = Lock(
            sha256(abi.encodePacked(PREIMAGE)),
            vm.addr(0x4ef),
            START + 3650 days,
            bytes.concat(memo(4), bytes32(uint256(4)))
        );
        for (uint96 i = 1; i < 5; ++i) {
            deposit(i * 1e9, i % 2 == 0);
        }
    }

    function deposit(uint96 amount, bool ofWeth) public {
        if (amount == 0 || _live.length > 20) return;
        address token = ofWeth ? address(weth) : address(usdc);
        _live.push(depositOf(token, amount));
        deposited[token] += amount;
    }

    /// Splits a note in two; every third time one half is locked.
    function split(uint256 which, uint256 part) external {
        if (_live.length == 0) return;
        Coin memory coin = takeLive(which);
        if (coin.amount < 2) {
            _live.push(coin);
            return;
        }
        part = part % (coin.amount - 1) + 1;
        Make[] memory makes = new Make[](2);
        makes[0] = Make(coin.note.token, part, 0);
        makes[1] = Make(coin.note.token, coin.amount - part, 0);
        Draft memory d = draft(coins(coin), makes);
        bool locks = part % 3 == 0;
        if (locks) {
            d.batch.locks = new LockedOutput[](1);
            d.batch.locks[0] = LockedOutput(1, _terms);
        }
        Coin[] memory made = settle(signed(d));
        _live.push(made[0]);
        if (locks) _locked.push(made[1]);
        else _live.push(made[1]);
        _spent.push(coin);
        ++settled;
    }

    /// Merges two notes, whatever their tokens: a mixed pair stays a pair.
    function merge(uint256 one, uint256 other) external {
        if (_live.length < 2) return;
        Coin memory a = takeLive(one);
        Coin memory b = takeLive(other);
        bool same = a.note.token == b.note.token;
        Make[] memory makes = new Make[](same ? 1 : 2);
        makes[0] = Make(a.note.token, same ? a.amount + b.amount : a.amount, 0);
        if (!same) makes[1] = Make(b.note.token, b.amount, 0);
        Coin[] memory made = settle(signed(draft(coins(a, b), makes)));
        for (uint256 i = 0; i < made.length; ++i) {
            _live.push(made[i]);
        }
        _spent.push(a);
        _spent.push(b);
        ++settled;
    }

    function claim(uint256 which) external {
        if (_locked.length == 0) return;
        which %= _locked.length;
        Coin memory coin = _locked[which];
        _locked[which] = _locked[_locked.length - 1];
        _locked.pop();
        uint64 batch = ownBatches();
        vault.claim(coin.note, _terms, coin.path, PREIMAGE);
        coin.note.batch = batch;
        coin.note.index = 0;
        coin.path = new bytes32[](0);
        _live.push(coin);
    }

    function withdraw(uint256 which, uint96 fee) external {
        if (_live.length == 0) return;
        Coin memory coin = takeLive(which);
        Withdrawal memory w = Withdrawal(address(0xbeef), uint96(fee % (coin.amount + 1)), uint64(block.timestamp));
        vault.requestWithdrawal(coin.note, coin.path, w, sign(coin.key, withdrawalDigest(coin.note, w)));
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vault.finishWithdrawal(coin.note, coin.path, w, openingOf(coin));
        withdrawn[coin.note.token] += coin.amount;
        _spent.push(coin);
    }

    /// Tries a note that is gone, with everything else in order.
    function spendAgain(uint256 which) external {
        if (_spent.length == 0) return;
        Coin memory coin = _spent[which % _spent.length];
        Make[] memory makes = new Make[](1);
        makes[0] = Make(coin.note.token, coin.amount, 0);
        Draft memory d = signed(draft(coins(coin), makes));
        try vault.settle(d.batch) {
            ++doubleSpends;
        } catch {}
    }

    /// Tries to make more than there is.
    function forge(uint256 which, uint96 more) external {
        if (_live.length == 0 || more == 0) return;
        Coin memory coin = _live[which % _live.length];
        Make[] memory makes = new Make[](1);
        makes[0] = Make(coin.note.token, coin.amount + more, 0);
        Draft memory d = signed(draft(coins(coin), makes));
        try vault.settle(d.batch) {
            ++forgeries;
        } catch {}
    }

    function held(bool ofWeth) external view returns (uint256) {
        return (ofWeth ? weth : usdc).balanceOf(address(vault));
    }

    /// What the live and the locked notes add up to.
    function owed(bool ofWeth) external view returns (uint256 sum) {
        address token = ofWeth ? address(weth) : address(usdc);
        for (uint256 i = 0; i < _live.length; ++i) {
            if (_live[i].note.token == token) sum += _live[i].amount;
        }
        for (uint256 i = 0; i < _locked.length; ++i) {
            if (_locked[i].note.token == token) sum += _locked[i].amount;
        }
    }

    function paidIn(bool ofWeth) external view returns (uint256) {
        address token = ofWeth ? address(weth) : address(usdc);
        return deposited[token] - withdrawn[token];
    }

    function everyLiveNoteIsUnspent() external view returns (bool) {
        for (uint256 i = 0; i < _live.length; ++i) {
            Coin memory c = _live[i];
            if (!vault.isUnspent(idOf(c.note), c.note.batch, c.note.index, c.path)) return false;
        }
        for (uint256 i = 0; i < _spent.length; ++i) {
            Coin memory c = _spent[i];
            if (vault.isUnspent(idOf(c.note), c.note.batch, c.note.index, c.path)) return false;
        }
        return true;
    }

    function takeLive(uint256 which) private returns (Coin memory coin) {
        which %= _live.length;
        coin = _live[which];
        _live[which] = _live[_live.length - 1];
        _live.pop();
    }

    /// The number that the vault gives next: the first of its own that has no root and never had one.
    function ownBatches() private view returns (uint64 next) {
        next = 1 << 63;
        for (uint256 i = 0; i < _live.length + _spent.length + _locked.length; ++i) {
            Coin memory c = i < _live.length
                ? _live[i]
                : i < _live.length + _spent.length
                    ? _spent[i - _live.length]
                    : _locked[i - _live.length - _spent.length];
            if (c.note.batch >= next) next = c.note.batch + 1;
        }
    }
}
