#include "tests/net/running_server.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace chamber::net {

void Happening::happened(std::string what)
{
    const std::lock_guard lock(mutex_);
    done_ = true;
    what_ = std::move(what);
    changed_.notify_all();
}

std::string Happening::wait()
{
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, std::chrono::seconds(10), [this] { return done_; })) << "it did not happen";
    return what_;
}

bool Happening::has_happened()
{
    const std::lock_guard lock(mutex_);
    return done_;
}

const TestAuthority& test_authority()
{
    static const TestAuthority authority;
    return authority;
}

TemporaryDirectory::TemporaryDirectory()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "chamber-net-XXXXXX").string();
    MUST(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

ServerOptions test_options(const TemporaryDirectory& directory)
{
    static const Identity identity = test_authority().issue(test_name, 2);
    ServerOptions options;
    options.certificate_chain_pem = identity.chain_pem;
    options.private_key_pem = identity.key_pem;
    options.loopback_port = 0;
    options.local_socket = directory.path() / "chamber.sock";
    options.allowed_origins = {test_origin};
    options.content_security_policy = "default-src 'none'";
    return options;
}

SocketEvents echo(std::shared_ptr<Connection> connection)
{
    SocketEvents events;
    events.text = [connection](std::string_view text) {
        connection->send_text(std::make_shared<const std::string>(text), Urgency::live);
    };
    events.binary = [connection](std::string_view bytes) {
        connection->send_binary(nullptr, std::make_shared<const std::string>(bytes), Urgency::live);
    };
    return events;
}

Routes test_routes()
{
    Routes routes;
    routes.request = [](const HttpRequest&, const std::function<void(HttpResponse)>& answer) {
        HttpResponse response;
        response.status = 404;
        answer(std::move(response));
    };
    routes.upload = [](const HttpRequest&) -> Result<BodySink> { return fail(ErrorCode::not_found); };
    routes.socket = [](std::shared_ptr<Connection> connection) -> Result<SocketEvents> {
        return echo(std::move(connection));
    };
    return routes;
}

RunningServer::RunningServer() : RunningServer(test_routes()) {}

RunningServer::RunningServer(Routes routes) : RunningServer(std::move(routes), [](ServerOptions&) {}) {}

RunningServer::RunningServer(Routes routes, const std::function<void(ServerOptions&)>& change)
{
    ServerOptions options = test_options(directory_);
    change(options);
    Result<std::unique_ptr<Server>> server = Server::listen(std::move(options), std::move(routes));
    MUST(server.has_value());
    server_ = std::move(*server);
    thread_ = std::thread([this] { server_->run(); });
}

void RunningServer::stop()
{
    server_->stop();
    if (thread_.joinable()) thread_.join();
}

RunningServer::~RunningServer()
{
    stop();
}

Endpoint RunningServer::tls() const
{
    Endpoint endpoint;
    endpoint.port = server_->port();
    endpoint.ca_pem = test_authority().certificate_pem();
    endpoint.server_name = test_name;
    return endpoint;
}

Endpoint RunningServer::loopback() const
{
    Endpoint endpoint;
    endpoint.port = *server_->loopback_port();
    return endpoint;
}

Endpoint RunningServer::local() const
{
    Endpoint endpoint;
    endpoint.local_socket = socket_file();
    return endpoint;
}

}  // namespace chamber::net
