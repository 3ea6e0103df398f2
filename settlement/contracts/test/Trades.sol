// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Desk} from "./Desk.sol";

/// Trades of 2 WETH for 5,000 USDC out of larger notes: two inputs, four outputs each.
abstract contract Trades is Desk {
    uint256 internal constant SOLD = 2e18;
    uint256 internal constant PAID = 5_000e6;
    uint256 internal constant SELLER_HAS = 3e18;
    uint256 internal constant BUYER_HAS = 6_000e6;

    /// A trade between two fresh deposits.
    function trade() internal returns (Draft memory) {
        return draft(coins(depositOf(address(weth), SELLER_HAS), depositOf(address(usdc), BUYER_HAS)), tradeOutputs(1));
    }

    /// Bought, paid, and the changes of both.
    function tradeOutputs(uint256 count) internal view returns (Make[] memory makes) {
        makes = new Make[](4 * count);
        for (uint256 i = 0; i < count; ++i) {
            makes[4 * i] = Make(address(weth), SOLD, 0);
            makes[4 * i + 1] = Make(address(usdc), PAID, 0);
            makes[4 * i + 2] = Make(address(usdc), BUYER_HAS - PAID, 0);
            makes[4 * i + 3] = Make(address(weth), SELLER_HAS - SOLD, 0);
        }
    }
}
