// A connection on which nothing but events goes out any more. Thousands of these wait: each keeps only what it needs.
#pragma once
#include <boost/beast/core/tcp_stream.hpp>
#include <memory>

#include "services/gateway/exchange.h"

namespace krul::gateway {

// Sends `head` first, the headers of the answer. `counted` is held as long as the connection lasts.
std::shared_ptr<EventSink> MakeEventConnection(boost::beast::tcp_stream stream, Bytes head,
                                               std::shared_ptr<void> counted);

}  // namespace krul::gateway
