#include "server/inspect/opened_pdf.hpp"

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>

namespace chamber::inspect {

OpenedPdf open_pdf(std::string_view bytes, Repair repair)
{
    OpenedPdf opened;
    try {
        auto pdf = std::make_shared<QPDF>();
        pdf->setSuppressWarnings(true);
        pdf->setAttemptRecovery(repair == Repair::allowed);
        pdf->processMemoryFile("document", bytes.data(), bytes.size());
        if (!pdf->getRoot().isDictionary()) {
            opened.problem = "no catalog";
            return opened;
        }
        opened.encrypted = pdf->isEncrypted();
        opened.pdf = std::move(pdf);
        opened.state = OpenState::open;
    } catch (const QPDFExc& error) {
        opened.problem = error.what();
        if (error.getErrorCode() == qpdf_e_password) opened.state = OpenState::needs_password;
        if (error.getErrorCode() == qpdf_e_unsupported)
            opened.state = OpenState::locked_otherwise;  // it says so of encryption only
    } catch (const std::exception& error) {
        opened.problem = error.what();
    }
    return opened;
}

}  // namespace chamber::inspect
