// A plain TCP connection to the loopback door, for saying what no well-behaved client says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chamber::net {

class RawSocket {
public:
    // `from`: a source address of this machine, "127.0.0.9".
    explicit RawSocket(std::uint16_t port, const char* from = "127.0.0.1");
    RawSocket(const RawSocket&) = delete;
    RawSocket& operator=(const RawSocket&) = delete;
    ~RawSocket();

    // False: the peer has closed.
    bool say(std::string_view bytes);
    // Everything up to the peer's end; fails the test after ten seconds of silence.
    std::string hear_all();
    // Up to and including `mark`.
    std::string hear_until(std::string_view mark);
    std::string hear(std::size_t count);
    // True once the peer has closed or reset.
    bool ended();
    void half_close();
    void shut();
    void receive_buffer(int bytes);

    // A WebSocket handshake with the given Origin; the answer's head.
    std::string upgrade(std::string_view origin_header);

private:
    bool receive_more();
    int descriptor_ = -1;
    std::string heard_;
};

// A masked client frame; `first` is FIN and opcode.
std::string client_frame(unsigned char first, std::string_view payload);

}  // namespace chamber::net
