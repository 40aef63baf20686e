#include "server/routes.hpp"

#include "server/qr.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace chamber::server {
namespace {

constexpr std::string_view upload_prefix = "/upload/";
constexpr std::string_view download_prefix = "/download/";

net::HttpResponse problem(ErrorCode code)
{
    net::HttpResponse response;
    response.status = error_row(code).http_status;
    response.content_type = "application/json; charset=utf-8";
    boost::json::object body{{"code", error_name(code)}, {"sentence", error_sentence(code)}};
    response.body = boost::json::serialize(body);
    return response;
}

net::HttpResponse text(std::string content_type, std::string body)
{
    net::HttpResponse response;
    response.content_type = std::move(content_type);
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = std::move(body);
    return response;
}

std::string path_of(const std::string& target)
{
    return target.substr(0, target.find_first_of("?#"));
}

// "/upload/<ticket>/ten-tep.pdf": only the ticket counts, the rest is for the browser.
std::string_view ticket_of(std::string_view path, std::string_view prefix)
{
    path.remove_prefix(prefix.size());
    return path.substr(0, path.find('/'));
}

}  // namespace

const SiteRoutes::Route SiteRoutes::table[] = {
    {"/about.json", &SiteRoutes::about},        {"/health", &SiteRoutes::health},
    {"/ca.crt", &SiteRoutes::ca_certificate},   {"/chamber.mobileconfig", &SiteRoutes::configuration_profile},
    {"/tablet-qr.svg", &SiteRoutes::tablet_qr},
};

SiteRoutes::SiteRoutes(Assets assets, About about, Tickets& tickets, Permits& permits, Intake& intake, Repairs& repairs)
    : assets_(std::move(assets)),
      about_(std::move(about)),
      tickets_(tickets),
      permits_(permits),
      intake_(intake),
      repairs_(repairs)
{
}

void SiteRoutes::request(const net::HttpRequest& request, const std::function<void(net::HttpResponse)>& answer)
{
    const std::string path = path_of(request.target);
    if (path.starts_with(download_prefix)) return download(ticket_of(path, download_prefix), answer);
    for (const Route& route : table)
        if (route.path == path) return answer((this->*route.answer)(request));
    if (path == "/tablet" || path == "/console") {
        net::HttpResponse moved;
        moved.status = 308;
        moved.headers.emplace_back("Location", path + "/");
        return answer(std::move(moved));
    }
    if (std::optional<net::HttpResponse> asset = assets_.find(path, request)) return answer(std::move(*asset));
    answer(problem(ErrorCode::not_found));
}

void SiteRoutes::admit_upload(const net::HttpRequest& request, const std::function<void(Result<void>)>& answer)
{
    const std::string path = path_of(request.target);
    if (!path.starts_with(upload_prefix)) return answer(fail(ErrorCode::not_found, path));
    const std::optional<Claim> claim = tickets_.claim_of(ticket_of(path, upload_prefix));
    if (!claim) return answer(fail(ErrorCode::ticket_invalid));
    permits_.ask(*claim, answer);
}

Result<net::BodySink> SiteRoutes::upload(const net::HttpRequest& request)
{
    const std::string path = path_of(request.target);
    if (!path.starts_with(upload_prefix)) return fail(ErrorCode::not_found, path);
    std::optional<Pass> pass = tickets_.redeem(ticket_of(path, upload_prefix));
    if (const auto* repair = pass ? std::get_if<RepairPass>(&*pass) : nullptr) {
        Result<net::BodySink> sink = repairs_.accept(*repair, request.content_length);
        if (sink) sink->leash = permits_.open(repair->claim);
        return sink;
    }
    auto* upload = pass ? std::get_if<UploadPass>(&*pass) : nullptr;
    if (!upload) return fail(ErrorCode::ticket_invalid);
    std::shared_ptr<Permit> permit = permits_.open(upload->claim);
    return intake_.accept(std::move(*upload), std::move(permit), request.content_length);
}

void SiteRoutes::download(std::string_view ticket, const std::function<void(net::HttpResponse)>& answer)
{
    std::optional<Pass> pass = tickets_.redeem(ticket);
    const auto* download = pass ? std::get_if<DownloadPass>(&*pass) : nullptr;
    if (!download) return answer(problem(ErrorCode::ticket_invalid));
    permits_.ask(download->claim, [this, answer, download = *download](const Result<void>& holds) {
        answer(holds ? file_of(download) : problem(holds.error().code));
    });
}

net::HttpResponse SiteRoutes::file_of(const DownloadPass& pass)
{
    std::error_code failed;
    if (!pass.bytes && !std::filesystem::is_regular_file(pass.file, failed)) return problem(ErrorCode::not_found);
    net::HttpResponse response;
    response.content_type = pass.content_type;
    if (pass.bytes)
        response.body = *pass.bytes;
    else
        response.file = pass.file;
    response.leash = permits_.open(pass.claim);
    // Originals are never shown inside our origin.
    response.headers.emplace_back("Content-Disposition", pass.file_name.empty()
                                                             ? "attachment"
                                                             : "attachment; filename=\"" + pass.file_name + "\"");
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

net::HttpResponse SiteRoutes::about(const net::HttpRequest& request) const
{
    const bool here = request.door == Door::loopback;
    boost::json::object body{
        {"council", about_.council},
        {"demo", !about_.demo_json.empty()},
        {"build", about_.build},
        {"door", here ? "loopback" : "tls"},
        {"tls_url", about_.tls_url},
        {"tablet_url", about_.tls_url + "/tablet/"},
        {"ca_fingerprint", about_.ca_fingerprint},
        {"demo_accounts", nullptr},
    };
    // Sign-ins of the fictional council are told only to a browser on the server's own machine.
    if (here && !about_.demo_json.empty()) {
        boost::json::error_code failed;
        const boost::json::value demo = boost::json::parse(about_.demo_json, failed);
        if (!failed && demo.is_object() && demo.as_object().contains("accounts"))
            body["demo_accounts"] = demo.as_object().at("accounts");
    }
    return text("application/json; charset=utf-8", boost::json::serialize(body));
}

net::HttpResponse SiteRoutes::health(const net::HttpRequest&) const
{
    return text("text/plain; charset=utf-8", "ok\n");
}

net::HttpResponse SiteRoutes::ca_certificate(const net::HttpRequest&) const
{
    net::HttpResponse response = text("application/x-x509-ca-cert", about_.ca_pem);
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"nghi-truong-ca.crt\"");
    return response;
}

net::HttpResponse SiteRoutes::configuration_profile(const net::HttpRequest&) const
{
    return text("application/x-apple-aspen-config", about_.mobileconfig);
}

net::HttpResponse SiteRoutes::tablet_qr(const net::HttpRequest&) const
{
    return text("image/svg+xml", qr_svg(about_.tls_url + "/"));
}

}  // namespace chamber::server
