// What HTTP answers, beside the WebSocket: the web client, what the first page needs to know, the CA for a real iPad,
// and ticketed uploads and downloads. Everything else happens in the room.
#pragma once

#include "server/assets.hpp"
#include "server/jobs/intake.hpp"
#include "server/jobs/repairs.hpp"
#include "server/net/server.hpp"
#include "server/tickets.hpp"

#include <functional>
#include <string>

namespace chamber::server {

// Facts for GET /about.json and the enrolment pages.
struct About {
    std::string council;
    std::string build;
    std::string tls_url;  // "https://host:port"
    std::string ca_pem;
    std::string ca_fingerprint;
    std::string mobileconfig;
    std::string demo_json;  // the demo's sign-ins, JSON text; empty outside the demo
};

// Nothing from elsewhere, nothing inline; WebAssembly for the PDF decoders; blob: for previews made on the device. The
// fonts of a PDF are bytes given to FontFace, which no policy concerns.
inline constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

class SiteRoutes {
public:
    SiteRoutes(Assets assets, About about, Tickets& tickets, Permits& permits, Intake& intake, Repairs& repairs);

    void request(const net::HttpRequest& request, const std::function<void(net::HttpResponse)>& answer);
    // Whether the ticket still stands; its claim is asked before a byte of the body is taken.
    void admit_upload(const net::HttpRequest& request, const std::function<void(Result<void>)>& answer);
    Result<net::BodySink> upload(const net::HttpRequest& request);

private:
    struct Route {
        std::string_view path;
        net::HttpResponse (SiteRoutes::*answer)(const net::HttpRequest&) const;
    };
    static const Route table[];

    net::HttpResponse about(const net::HttpRequest& request) const;
    net::HttpResponse health(const net::HttpRequest& request) const;
    net::HttpResponse ca_certificate(const net::HttpRequest& request) const;
    net::HttpResponse configuration_profile(const net::HttpRequest& request) const;
    net::HttpResponse tablet_qr(const net::HttpRequest& request) const;
    void download(std::string_view ticket, const std::function<void(net::HttpResponse)>& answer);
    net::HttpResponse file_of(const DownloadPass& pass);

    Assets assets_;
    About about_;
    Tickets& tickets_;
    Permits& permits_;
    Intake& intake_;
    Repairs& repairs_;
};

}  // namespace chamber::server
