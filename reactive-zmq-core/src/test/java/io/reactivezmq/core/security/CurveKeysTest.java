package io.reactivezmq.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.reactivezmq.core.error.ZmqOptionException;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurveKeysTest {

    private static final String PUBLIC = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";
    private static final String SECRET = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs";

    @ParameterizedTest
    @DisplayName("libzmq, doc/zmq_curve.adoc: the test key pairs")
    @CsvSource(quoteCharacter = '~', value = {
        "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID,D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs",
        "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7,JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"})
    void samplePairsOfLibzmq(String publicKey, String secretKey) {
        CurveKeyPair pair = CurveKeyPair.ofSecretKey(secretKey);
        assertThat(pair.publicKey().z85()).isEqualTo(publicKey);
        assertThat(pair.secretKeyZ85()).isEqualTo(secretKey);
        assertThat(CurveKeyPair.of(publicKey, secretKey)).isEqualTo(pair).hasSameHashCodeAs(pair);
    }

    @ParameterizedTest
    @DisplayName("RFC 7748, section 6.1: the keys of Alice and Bob")
    @CsvSource({
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a,8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb,de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"})
    void publicKeysOfNacl(String secret, String expected) {
        CurveKeyPair pair = CurveKeyPair.ofSecretKey(HexFormat.of().parseHex(secret));
        assertThat(pair.publicKey().bytes()).isEqualTo(HexFormat.of().parseHex(expected));
        assertThat(pair.secretKeyBytes()).as("kept as it was given").isEqualTo(HexFormat.of().parseHex(secret));
    }

    @Test
    void generatedPairsDifferAndComeBackFromTheirText() {
        CurveKeyPair one = CurveKeyPair.generate();
        assertThat(one).isNotEqualTo(CurveKeyPair.generate());
        assertThat(CurveKeyPair.of(one.publicKey().z85(), one.secretKeyZ85())).isEqualTo(one);
        assertThat(CurveKeyPair.of(one.publicKey(), one.secretKeyBytes())).isEqualTo(one);
    }

    @Test
    void noSecretIsShown() {
        CurveKeyPair pair = CurveKeyPair.of(PUBLIC, SECRET);
        assertThat(pair).hasToString("CurveKeyPair[" + PUBLIC + ']');
        assertThat(pair.publicKey()).hasToString(PUBLIC);
        assertThatExceptionOfType(ZmqOptionException.class).as("exchanged").isThrownBy(() -> CurveKeyPair.of(SECRET, PUBLIC))
                .withMessageNotContaining(SECRET);
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> CurveKeyPair.ofSecretKey(SECRET.replace('*', '~')))
                .withMessageContaining("CURVE secret key is wrong at index 19").withMessageNotContaining("hhC2");
    }

    @Test
    void keysOfTwoPairsAreRefused() {
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> CurveKeyPair.of(CurveKeyPair.generate().publicKey(), CurveKeyPair.generate().secretKeyBytes()))
                .withMessageContaining("do not belong together");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 40})
    void bytesOfAnotherSizeAreRefused(int size) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> CurvePublicKey.of(new byte[size]))
                .withMessageContaining("CURVE public key is " + size + " bytes").withMessageContaining("40 characters of Z85");
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> CurveKeyPair.ofSecretKey(new byte[size]))
                .withMessageContaining("CURVE secret key is " + size + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Yne@$", "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hI", "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hIDYne@$"})
    void textOfAnotherLengthIsRefused(String text) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> CurvePublicKey.of(text))
                .withMessageContaining(text.length() + " characters").withMessageContaining("32 bytes");
    }

    @Test
    void whatIsGivenAndWhatIsTakenAreCopies() {
        byte[] bytes = new byte[32];
        CurvePublicKey key = CurvePublicKey.of(bytes);
        bytes[0] = 1;
        key.bytes()[1] = 1;
        assertThat(key).isEqualTo(CurvePublicKey.of(new byte[32]));

        CurveKeyPair pair = CurveKeyPair.of(PUBLIC, SECRET);
        pair.secretKeyBytes()[0]++;
        assertThat(pair.secretKeyZ85()).isEqualTo(SECRET);
    }

    @Test
    void aDestroyedPairHasNoSecretAnyMore() {
        CurveKeyPair pair = CurveKeyPair.of(PUBLIC, SECRET);
        CurveKeyPair same = CurveKeyPair.of(PUBLIC, SECRET);
        assertThat(pair.isDestroyed()).isFalse();
        pair.destroy();
        pair.destroy();
        assertThat(pair.isDestroyed()).isTrue();
        assertThat(pair.publicKey().z85()).isEqualTo(PUBLIC);
        assertThat(pair).isEqualTo(pair).isNotEqualTo(same);
        assertThat(same).isNotEqualTo(pair);
        assertThatIllegalStateException().isThrownBy(pair::secretKeyBytes).withMessageContaining("was destroyed");
        assertThatIllegalStateException().isThrownBy(pair::secretKeyZ85);
    }
}
