// The self-check must find what is broken: each clause is broken on purpose, one at a time.
#include <functional>

#include "reports/assemble.hpp"
#include "reports/pdf/qpdf.hpp"
#include "reports/pdf/self_check.hpp"
#include "reports/pdf/srgb.hpp"
#include "reports/pdf/write.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

using Handle = QPDFObjectHandle;

const std::string& good() {
    static const std::string file = [] {
        const auto document = assemble(tests::compas_case());
        return pdf::write_pdf(document.value()).value();
    }();
    return file;
}

// What the check says first of the file after the change.
std::string says_after(const std::function<void(QPDF&)>& change) {
    QPDF pdf;
    pdf.processMemoryFile("report", good().data(), good().size());
    change(pdf);
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setMinimumPDFVersion("1.7");
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    const auto found = pdf::broken_clauses(
        {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()});
    return found.empty() ? "" : found.front();
}

bool starts(const std::string& text, std::string_view start) { return text.starts_with(start); }

// The first structure element of a role.
Handle element_of(QPDF& pdf, const std::string& role) {
    for (Handle object : pdf.getAllObjects())
        if (object.isDictionary() && object.getKey("/S").isNameAndEquals(role) &&
            object.hasKey("/P"))
            return object;
    return Handle::newNull();
}

}  // namespace

TEST_CASE("what is no PDF, or only half of one, is said to be unreadable") {
    for (const std::string& bytes : {std::string(), std::string("%PDF-1.7\n"), std::string(99, 'x'),
                                     good().substr(0, good().size() / 2)}) {
        const auto found = pdf::broken_clauses(bytes);
        REQUIRE(!found.empty());
        CHECK(found.front().find("cannot be read") != std::string::npos);
        CHECK(pdf::self_check(bytes).error().code == "D0205");
    }
}

TEST_CASE("nothing is said of a report as it is written") {
    CHECK(says_after([](QPDF&) {}) == "");
}

TEST_CASE("each broken clause is found") {
    const auto root = [](const char* key) {
        return says_after([&](QPDF& pdf) { pdf.getRoot().removeKey(key); });
    };
    CHECK(starts(root("/Lang"), "PDF/UA-1 7.2"));
    CHECK(starts(root("/MarkInfo"), "PDF/UA-1 7.1"));
    CHECK(starts(root("/ViewerPreferences"), "PDF/UA-1 7.1"));
    CHECK(starts(root("/OutputIntents"), "PDF/A-3 6.2.3"));
    CHECK(starts(root("/Metadata"), "PDF/A-3 6.6.2"));
    CHECK(starts(root("/StructTreeRoot"), "PDF/UA-1 7.1"));
    const auto lose = [](const char* role, const char* key) {
        return says_after([&](QPDF& pdf) { element_of(pdf, role).removeKey(key); });
    };
    CHECK(starts(lose("/Figure", "/Alt"), "PDF/UA-1 7.3"));
    CHECK(starts(lose("/TH", "/A"), "PDF/UA-1 7.5"));
    CHECK(starts(says_after([](QPDF& pdf) {
                     for (Handle object : pdf.getAllObjects())
                         if (object.isDictionary() && object.getKey("/S").isNameAndEquals("/TH"))
                             object.removeKey("/ID");
                 }),
                 "PDF/UA-1 7.5"));
    CHECK(starts(says_after([](QPDF& pdf) {
                     element_of(pdf, "/H3").replaceKey("/S", Handle::newName("/H5"));
                 }),
                 "PDF/UA-1 7.4.2"));
    CHECK(starts(says_after([](QPDF& pdf) {
                     element_of(pdf, "/LBody").replaceKey("/S", Handle::newName("/Bold"));
                 }),
                 "PDF/UA-1 7.1: a role of no standard"));
}

TEST_CASE("untagged content, lost links, bare fonts and active content are found") {
    CHECK(starts(says_after([](QPDF& pdf) {
                     Handle page = QPDFPageDocumentHelper(pdf).getAllPages()[1].getObjectHandle();
                     QPDFPageObjectHelper(page).addPageContents(
                         Handle::newStream(&pdf, "0 0 9 9 re f\n"), false);
                 }),
                 "PDF/UA-1 7.1: content that is neither"));
    const auto link = [](const char* key) {
        return says_after([&](QPDF& pdf) {
            for (Handle object : pdf.getAllObjects())
                if (object.isDictionaryOfType("/Annot", "/Link")) return object.removeKey(key);
        });
    };
    CHECK(starts(link("/Contents"), "PDF/UA-1 7.18.5"));
    CHECK(starts(link("/StructParent"), "PDF/UA-1 7.18.5"));
    CHECK(starts(link("/F"), "PDF/A-3 6.3.2"));
    const auto font = [](const char* type, const char* key) {
        return says_after([&](QPDF& pdf) {
            for (Handle object : pdf.getAllObjects())
                if (object.isDictionaryOfType(type)) return object.removeKey(key);
        });
    };
    CHECK(starts(font("/FontDescriptor", "/FontFile2"), "PDF/A-3 6.2.11.4"));
    CHECK(starts(font("/Font", "/ToUnicode"), "PDF/A-3 6.2.11.7"));
    CHECK(starts(font("/Filespec", "/AFRelationship"), "PDF/A-3 6.8"));
    CHECK(starts(says_after([](QPDF& pdf) {
                     Handle::parse("<<>>");
                     element_of(pdf, "/Document").replaceKey("/JS", Handle::newString("x"));
                 }),
                 "PDF/A-3 6.5"));
}

TEST_CASE("the case document inside is the one that assembly attached") {
    const auto document = assemble(tests::compas_case());
    QPDF pdf;
    pdf.processMemoryFile("report", good().data(), good().size());
    Handle file = pdf.getRoot().getKey("/AF").getArrayItem(0);
    CHECK(file.getKey("/UF").getUTF8Value() == "case.xml");
    CHECK(file.getKey("/AFRelationship").isNameAndEquals("/Source"));
    const auto data = file.getKey("/EF").getKey("/F").getStreamData();
    CHECK(std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize()) ==
          document->attachments.front().content);
}

TEST_CASE("the colour profile says how long it is and has nine tags") {
    const std::string profile = pdf::srgb_profile();
    const auto at = [&](std::size_t i) {
        return std::size_t{static_cast<unsigned char>(profile[i])};
    };
    CHECK((at(0) << 24U | at(1) << 16U | at(2) << 8U | at(3)) == profile.size());
    CHECK(profile.substr(12, 12) == "mntrRGB XYZ ");
    CHECK(profile.substr(36, 4) == "acsp");
    CHECK(at(131) == 9);
}
