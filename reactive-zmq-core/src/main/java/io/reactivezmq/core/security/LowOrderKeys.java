package io.reactivezmq.core.security;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The public keys of Curve25519 that nobody may use: points of order 1, 2, 4 and 8, with which every secret key agrees on zero
 * (RFC 7748, section 6.1). Seven numbers below 2^255, two of which are others not reduced; the highest bit of a key does not count.
 */
final class LowOrderKeys {

    private static final int HIGHEST = CurvePublicKey.SIZE - 1;

    private static final List<byte[]> ALL = List.of(
            bytes("0000000000000000000000000000000000000000000000000000000000000000"),
            bytes("0100000000000000000000000000000000000000000000000000000000000000"),
            bytes("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
            bytes("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
            bytes("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            bytes("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            bytes("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

    private LowOrderKeys() {
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static boolean contains(CurvePublicKey key) {
        byte[] number = key.bytes();
        number[HIGHEST] &= 0x7F;
        return ALL.stream().anyMatch(bad -> Arrays.equals(bad, number));
    }
}
