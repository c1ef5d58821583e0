#include "platform/http/events.h"

namespace kamino::http {

void EventStream::on_signal(std::function<void()> signal) {
    std::lock_guard lock{mutex_};
    signal_ = std::move(signal);
}

void EventStream::wake() {
    std::lock_guard lock{mutex_};
    if (woken_) return;  // somebody already rang and nobody has looked yet
    woken_ = true;
    if (signal_) signal_();
}

void EventStream::push(const Event& event) {
    if (accept && !accept(event)) return;
    std::lock_guard lock{mutex_};
    if (overflowed_) return;
    if (queue_.size() >= queue_limit) {
        overflowed_ = true;
        queue_.clear();
    } else {
        queue_.push_back(event);
    }
    if (signal_) signal_();
}

EventStream::Taken EventStream::take() {
    std::lock_guard lock{mutex_};
    Taken taken{std::move(queue_), woken_, overflowed_};
    queue_.clear();
    woken_ = false;
    return taken;
}

bool EventStream::overflowed() const {
    std::lock_guard lock{mutex_};
    return overflowed_;
}

std::vector<std::shared_ptr<EventStream>> EventHub::live() const {
    std::lock_guard lock{mutex_};
    std::vector<std::shared_ptr<EventStream>> all;
    std::erase_if(streams_, [&](const auto& weak) {
        auto stream = weak.lock();
        if (!stream) return true;
        all.push_back(std::move(stream));
        return false;
    });
    return all;
}

void EventHub::wake() {
    for (const auto& stream : live()) stream->wake();
}

void EventHub::publish(const Event& event) {
    for (const auto& stream : live()) stream->push(event);
}

void EventHub::subscribe(const std::shared_ptr<EventStream>& stream) {
    std::lock_guard lock{mutex_};
    streams_.push_back(stream);
}

std::size_t EventHub::subscribers() const {
    return live().size();
}

std::string wire_text(const Event& event) {
    std::string text;
    if (event.seq > 0) text += "id: " + std::to_string(event.seq) + "\n";
    text += "event: " + event.name + "\ndata: ";
    for (const char c : event.data) {
        if (c == '\n')
            text += "\ndata: ";
        else if (c != '\r')
            text.push_back(c);
    }
    text += "\n\n";
    return text;
}

}  // namespace kamino::http
