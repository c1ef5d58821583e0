// A small, rude HTTP client for the tests of this folder: raw bytes in and out over a loopback socket, with a
// patience.
#pragma once
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <string_view>

namespace kamino::http::test {

struct Answer {
    int status = 0;
    std::string head;
    std::string body;
    bool has(std::string_view text) const { return head.find(text) != head.npos; }
};

class Client {
  public:
    explicit Client(unsigned short port, int receive_buffer = 0) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receive_buffer > 0)
            ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Client() { hang_up(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    void hang_up() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }
    bool send(std::string_view text) {
        while (!text.empty()) {
            const auto n = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    // More bytes into `pending`; false at the end of the stream or of the patience.
    bool more(int patience_ms = 5000) {
        pollfd p{fd_, POLLIN, 0};
        if (::poll(&p, 1, patience_ms) <= 0) return false;
        char block[16384];
        const auto n = ::recv(fd_, block, sizeof block, 0);
        closed = n <= 0;
        if (n > 0) pending.append(block, static_cast<std::size_t>(n));
        return n > 0;
    }
    bool until(std::string_view text, int patience_ms = 5000) {
        while (pending.find(text) == pending.npos)
            if (!more(patience_ms)) return false;
        return true;
    }
    std::string rest(int patience_ms = 5000) {
        while (more(patience_ms)) {
        }
        return pending;
    }
    Answer read(bool head_only = false) {
        Answer answer;
        if (!until("\r\n\r\n")) return answer;
        const auto end = pending.find("\r\n\r\n");
        answer.head = pending.substr(0, end + 2);
        pending.erase(0, end + 4);
        answer.status = std::stoi(answer.head.substr(9, 3));
        const auto at = answer.head.find("Content-Length: ");
        if (at == answer.head.npos || head_only) return answer;
        const auto size = std::stoul(answer.head.substr(at + 16));
        while (pending.size() < size && more()) {
        }
        answer.body = pending.substr(0, size);
        pending.erase(0, size);
        return answer;
    }
    Answer ask(std::string_view text) {
        send(text);
        return read();
    }
    std::string pending;
    bool connected = false;
    bool closed = false;

  private:
    int fd_;
};

inline std::string get(std::string_view target, std::string_view headers = {}) {
    return "GET " + std::string{target} + " HTTP/1.1\r\nHost: x\r\n" + std::string{headers} + "\r\n";
}

}  // namespace kamino::http::test
