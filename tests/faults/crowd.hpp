// The room under faults: a secretary's desktop and N delegates' tablets on one server, and what a fault script asks of
// them. Every answer is a JSON object. Thread: one; each tablet works on a thread of its own while a verb runs.
#pragma once

#include "tests/faults/notebook.hpp"
#include "tests/faults/writer.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace chamber::test {

// Where the server of this run listens.
struct ServerAddresses {
    net::Endpoint tls;
    net::Endpoint loopback;
    std::string tls_origin;
    std::string loopback_origin;
};

class Crowd {
public:
    Crowd(ServerAddresses doors, int tablets, const Notebook& notebook);
    ~Crowd();

    // Signs everybody in and publishes a paper of about this size.
    boost::json::object enrol(std::size_t paper_bytes);

    boost::json::object write();  // everybody begins
    boost::json::object rest();   // everybody stops, wherever they are
    boost::json::object
    settle();  // everybody is back, answered and in full sync; then the notebook is compared with what is there
    // All drop their connections and come back in the same moment.
    boost::json::object reconnect();
    // One note each.
    boost::json::object note();
    // Who is connected and signed in, asked of the server.
    boost::json::object standing();
    // All tablets fetch the paper and, when it is whole, keep it and say so. `first`: only so many of them.
    boost::json::object fetch(std::size_t first);
    // Tablets and desktop read what comes for so long, and give back what is wanted.
    boost::json::object listen(std::int64_t ms);
    // What the office knows of damage, and what a second desktop is told that comes now.
    boost::json::object damage();
    boost::json::object upload();
    boost::json::object archive();
    // A new tablet says hello and shows a code; the office types it.
    boost::json::object pair();
    boost::json::object approve();

private:
    std::unique_ptr<Tablet> desktop();
    std::unique_ptr<Tablet> enrolled(const std::string& person);
    // An error's code, or "" when the document is published.
    struct Published {
        std::string code;
        DocumentId document;
    };
    Published publish(const std::string& bytes);
    void each(const std::function<void(Writer&)>& act);
    // Whoever was silent for so long that the server let go of it comes back, as the app does.
    void wake();

    ServerAddresses doors_;
    int tablets_;
    const Notebook& notebook_;
    std::unique_ptr<Tablet> desk_;
    std::unique_ptr<Tablet> newcomer_;
    std::string code_;
    std::vector<std::unique_ptr<Writer>> writers_;
    std::vector<std::thread> writing_;
    std::atomic<bool> rest_ = true;
    Paper paper_;
    std::uint32_t asks_ = 100;
};

}  // namespace chamber::test
