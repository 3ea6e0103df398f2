// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Points of alt_bn128 G1 (y² = x³ + 3 over F_P, prime order Q) by the precompiles of EIP-196 and EIP-198. The precompiles
/// refuse points that are not on the curve and coordinates from P on; infinity, (0, 0), is refused here.
library Bn254 {
    uint256 internal constant P = 21888242871839275222246405745257275088696311157297823662689037894645226208583;
    uint256 internal constant Q = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    /// The second generator: nobody knows its logarithm. SHA-256("OBSCURA-BN254-H-v1:0") mod P is on the curve; y is even.
    uint256 internal constant HX = 18751587410798001670435961441887660304810345209978880709150468848809028478977;
    uint256 internal constant HY = 322315773652946348547298321320267069201300290886012139412175367053926189602;

    /// More than any chain asks for, and a bound on what a refused point burns.
    uint256 private constant PRECOMPILE_GAS = 200_000;

    error PointNotOnCurve(uint256 x, uint256 y);
    error PointAtInfinity();
    error NoGenerator();

    /// A running sum (x, y) and, behind it, the place of the next summand: what the precompile reads.
    struct Sum {
        uint256 x;
        uint256 y;
        uint256 nextX;
        uint256 nextY;
    }

    function add(Sum memory sum, uint256 x, uint256 y) internal view {
        if (x | y == 0) revert PointAtInfinity();
        addAny(sum, x, y);
    }

    /// As `add`, infinity included.
    function addAny(Sum memory sum, uint256 x, uint256 y) internal view {
        bool ok;
        assembly ("memory-safe") {
            mstore(add(sum, 0x40), x)
            mstore(add(sum, 0x60), y)
            ok := staticcall(PRECOMPILE_GAS, 6, sum, 0x80, sum, 0x40)
        }
        if (!ok) revert PointNotOnCurve(x, y);
    }

    /// scalar·(x, y); the scalar counts mod Q.
    function multiply(uint256 x, uint256 y, uint256 scalar) internal view returns (uint256 productX, uint256 productY) {
        bool ok;
        assembly ("memory-safe") {
            let place := mload(0x40)
            mstore(place, x)
            mstore(add(place, 0x20), y)
            mstore(add(place, 0x40), scalar)
            ok := staticcall(PRECOMPILE_GAS, 7, place, 0x60, place, 0x40)
            productX := mload(place)
            productY := mload(add(place, 0x20))
        }
        if (!ok) revert PointNotOnCurve(x, y);
    }

    /// amount·G + blinding·H.
    function commit(uint256 gx, uint256 gy, uint256 amount, uint256 blinding)
        internal
        view
        returns (uint256 x, uint256 y)
    {
        Sum memory sum;
        (sum.x, sum.y) = multiply(gx, gy, amount);
        (x, y) = multiply(HX, HY, blinding);
        addAny(sum, x, y);
        return (sum.x, sum.y);
    }

    /// first − second, for two sums.
    function subtract(Sum memory first, Sum memory second) internal view {
        addAny(first, second.x, second.y == 0 ? 0 : P - second.y);
    }

    /// The first point with x = SHA-256(seed ‖ counter, 1 byte) mod P and even y, counter from 0.
    function generator(bytes memory seed) internal view returns (uint256 x, uint256 y) {
        for (uint256 counter = 0; counter < 256; ++counter) {
            x = uint256(sha256(abi.encodePacked(seed, uint8(counter)))) % P;
            uint256 square = addmod(mulmod(mulmod(x, x, P), x, P), 3, P);
            y = power(square, (P + 1) / 4);
            if (mulmod(y, y, P) == square) return (x, y & 1 == 0 ? y : P - y);
        }
        revert NoGenerator();
    }

    /// base^exponent mod P, by EIP-198.
    function power(uint256 base, uint256 exponent) private view returns (uint256 result) {
        (bool ok, bytes memory answer) = address(5).staticcall(abi.encode(32, 32, 32, base, exponent, P));
        if (!ok || answer.length != 32) revert NoGenerator();
        return abi.decode(answer, (uint256));
    }
}
