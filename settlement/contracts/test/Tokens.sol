// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DevToken} from "../src/dev/DevToken.sol";

/// Takes one hundredth of every transfer.
contract FeeToken is DevToken {
    constructor() DevToken("Fee", "FEE", 18) {}

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (from != address(0) && to != address(0)) super._update(to, address(0xfee), value / 100);
    }
}

/// Returns nothing from transfers, as some old tokens do.
contract SilentToken is DevToken {
    constructor() DevToken("Silent", "SIL", 6) {}

    function transfer(address to, uint256 value) public override returns (bool) {
        super.transfer(to, value);
        assembly {
            return(0, 0)
        }
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        super.transferFrom(from, to, value);
        assembly {
            return(0, 0)
        }
    }
}

/// Calls somebody back in the middle of each transfer.
contract CallbackToken is DevToken {
    address public target;
    bytes public data;
    bytes public refusal;

    constructor() DevToken("Callback", "CBK", 18) {}

    function onTransfer(address target_, bytes calldata data_) external {
        target = target_;
        data = data_;
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (target != address(0)) {
            address once = target;
            target = address(0);
            (bool ok, bytes memory answer) = once.call(data);
            if (!ok) refusal = answer;
        }
    }
}
