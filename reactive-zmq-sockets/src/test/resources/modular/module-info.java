module app {
    requires io.reactivezmq.sockets;
    requires static micrometer.core;
    requires static tools.jackson.databind;
    opens app to tools.jackson.databind;
}
