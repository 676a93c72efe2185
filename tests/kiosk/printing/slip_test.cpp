#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "kiosk/printing/dated_slip.hpp"
#include "kiosk/printing/slip_pdf.hpp"
#include "tests/kiosk/printing/pdf_tools.hpp"
#include "tests/kiosk/printing/slip_examples.hpp"

namespace giliran::kiosk {
namespace {

using giliran::testing::example_slip;
using giliran::testing::pdf_text;
using giliran::testing::texts;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

std::string bytes_of(const TicketSlip& slip, const Paper& paper = paper_80) {
  return slip_pdf(slip, paper, texts()).bytes;
}

/// Page size in points, as poppler reads it.
std::pair<double, double> page_of(const std::string& pdf) {
  const giliran::testing::ScratchDir dir;
  giliran::testing::write_file(dir.path() / "a.pdf", pdf);
  const std::string info =
      giliran::testing::output_of("pdfinfo " + (dir.path() / "a.pdf").string());
  std::pair<double, double> size;
  const std::string line = info.substr(info.find("Page size:"));
  std::sscanf(line.c_str(), "Page size: %lf x %lf", &size.first, &size.second);
  return size;
}

TEST(SlipText, says_day_and_time_as_each_language_writes_them) {
  EXPECT_EQ(slip_text(texts(), example_slip(Language::id)).issued_at, "Sel 24 Nov 2026 · 09.42.07");
  EXPECT_EQ(slip_text(texts(), example_slip(Language::en)).issued_at, "Tue 24 Nov 2026 · 09:42:07");
  EXPECT_EQ(slip_text(texts(), example_slip(Language::su)).issued_at, "Sal 24 Nop 2026 · 09.42.07");
}

TEST(SlipText, english_counts_one_person_and_many_people) {
  TicketSlip slip = example_slip(Language::en);
  slip.ahead = 1;
  EXPECT_EQ(slip_text(texts(), slip).ahead_caption, "person ahead");
  slip.ahead = 2;
  EXPECT_EQ(slip_text(texts(), slip).ahead_caption, "people ahead");
}

TEST(SlipText, without_an_open_counter_no_wait_is_promised) {
  TicketSlip slip = example_slip(Language::id);
  EXPECT_EQ(slip_text(texts(), slip).wait, "20–35 mnt");
  slip.wait.reset();
  EXPECT_EQ(slip_text(texts(), slip).wait, "–");
  EXPECT_EQ(slip_text(texts(), slip).wait_caption, "loket belum buka");
}

TEST(SlipText, every_text_is_translated) {
  const SlipText id = slip_text(texts(), example_slip(Language::id));
  for (const Language language : {Language::en, Language::su}) {
    const SlipText other = slip_text(texts(), example_slip(language));
    EXPECT_NE(other.ahead_caption, id.ahead_caption);
    EXPECT_NE(other.wait_caption, id.wait_caption);
    EXPECT_NE(other.requirements, id.requirements);
    EXPECT_NE(other.follow, id.follow);
    EXPECT_NE(other.rule, id.rule);
    EXPECT_NE(other.free_of_charge, id.free_of_charge);
  }
}

TEST(SlipText, without_the_hall_every_text_is_translated) {
  TicketSlip slip = example_slip(Language::id);
  slip.offline = true;
  const SlipText id = slip_text(texts(), slip);
  for (const Language language : {Language::en, Language::su}) {
    slip.language = language;
    EXPECT_NE(slip_text(texts(), slip).offline, id.offline);
    EXPECT_NE(slip_text(texts(), slip).offline_caption, id.offline_caption);
  }
}

TEST(Slip, text_can_be_read_back_from_the_paper) {
  const std::string text = pdf_text(bytes_of(example_slip()));
  for (const char* expected :
       {"Kabupaten Bekasi", "Sel 24 Nov 2026 · 09.42.07", "Kependudukan · KTP-el", "A-027", "14",
        "20–35 mnt", "Siapkan", "Fotokopi Kartu Keluarga", "Pantau dari ponsel", "lapor.go.id"}) {
    EXPECT_THAT(text, HasSubstr(expected));
  }
}

TEST(Slip, priority_and_copy_are_marked_only_where_they_hold) {
  TicketSlip slip = example_slip();
  std::string text = pdf_text(bytes_of(slip));
  EXPECT_THAT(text, Not(HasSubstr("PRIORITAS")));
  EXPECT_THAT(text, Not(HasSubstr("SALINAN")));
  slip.priority = slip.copy = true;
  text = pdf_text(bytes_of(slip));
  EXPECT_THAT(text, HasSubstr("PRIORITAS"));
  EXPECT_THAT(text, HasSubstr("SALINAN"));
}

TEST(Slip, what_may_not_be_served_today_says_so) {
  TicketSlip slip = example_slip();
  EXPECT_THAT(pdf_text(bytes_of(slip)), Not(HasSubstr("tidak terlayani")));
  slip.outlook = Outlook::likely;
  EXPECT_THAT(pdf_text(bytes_of(slip)), HasSubstr("Mungkin tidak terlayani hari ini"));
  slip.outlook = Outlook::not_today;
  EXPECT_THAT(pdf_text(bytes_of(slip)), HasSubstr("Kemungkinan besar tidak terlayani"));
}

TEST(Slip, one_given_without_the_hall_says_so_and_promises_no_wait) {
  TicketSlip slip = example_slip();
  EXPECT_THAT(pdf_text(bytes_of(slip)), Not(HasSubstr("sambungan pusat")));
  slip.offline = true;
  const std::string text = pdf_text(bytes_of(slip));
  EXPECT_THAT(text, HasSubstr("Tunggu nomor Anda dipanggil"));
  EXPECT_THAT(text, HasSubstr("Diberikan tanpa sambungan pusat"));
  EXPECT_THAT(text, Not(HasSubstr("orang di depan")));
  EXPECT_THAT(text, Not(HasSubstr("20–35 mnt")));
}

TEST(Slip, a_package_names_its_services_in_order) {
  TicketSlip slip = example_slip();
  slip.service = "Kependudukan · Pindah rumah";
  slip.steps = {"Pindah datang", "KTP-el"};
  EXPECT_THAT(pdf_text(bytes_of(slip)), HasSubstr("Pindah datang → KTP-el"));
}

TEST(Slip, a_missed_number_is_promised_only_what_the_hall_allows) {
  TicketSlip slip = example_slip();
  slip.return_within = std::chrono::minutes(0);
  EXPECT_EQ(slip_text(texts(), slip).rule, "Tiket berlaku hari ini.");
  slip.return_within = std::chrono::minutes(45);
  EXPECT_THAT(slip_text(texts(), slip).rule, HasSubstr("45 menit"));
}

DatedSlip dated_example(Language language = Language::id) {
  const TicketSlip ticket = example_slip(language);
  DatedSlip slip;
  slip.language = language;
  slip.hall_lines = ticket.hall_lines;
  slip.issued_at = ticket.issued_at;
  slip.service = ticket.service;
  slip.code = "7K3M9XPA";
  slip.shown = "7K3M 9XPA";
  slip.day = std::chrono::local_days(std::chrono::year(2026) / 11 / 25);
  slip.opens = slip.day + std::chrono::hours(8);
  return slip;
}

TEST(DatedSlip, says_the_day_the_code_and_what_to_do_with_it) {
  const std::string text = pdf_text(dated_pdf(dated_example(), paper_80, texts()).bytes);
  for (const char* expected : {"Kependudukan · KTP-el", "Rabu, 25 November", "7K3M 9XPA",
                               "pukul 08.00", "didahulukan", "Belum nomor antrean"}) {
    EXPECT_THAT(text, HasSubstr(expected));
  }
}

TEST(DatedSlip, its_code_is_read_by_an_independent_reader_on_both_papers) {
  for (const Paper& paper : {paper_80, paper_58}) {
    const std::string pdf = dated_pdf(dated_example(), paper, texts()).bytes;
    EXPECT_EQ(giliran::testing::qr_in(pdf), "7K3M9XPA");
  }
}

TEST(Slip, qr_code_is_read_by_an_independent_reader_on_both_papers) {
  const TicketSlip slip = example_slip();
  EXPECT_EQ(giliran::testing::qr_in(bytes_of(slip, paper_80)), slip.url);
  EXPECT_EQ(giliran::testing::qr_in(bytes_of(slip, paper_58)), slip.url);
}

TEST(Slip, without_an_address_there_is_no_code_and_nothing_to_follow) {
  TicketSlip slip = example_slip();
  slip.url.clear();
  EXPECT_EQ(giliran::testing::qr_in(bytes_of(slip)), "");
  const std::string text = pdf_text(bytes_of(slip));
  EXPECT_THAT(text, Not(HasSubstr("Pantau")));
  EXPECT_THAT(text, HasSubstr("Tiket berlaku hari ini."));
}

TEST(Slip, is_as_wide_as_the_roll_and_as_long_as_its_content) {
  TicketSlip slip = example_slip();
  const SlipPdf few = slip_pdf(slip, paper_80, texts());
  EXPECT_NEAR(page_of(few.bytes).first, 80 * 72 / 25.4, 0.01);
  EXPECT_NEAR(page_of(few.bytes).second, few.length_mm * 72 / 25.4, 0.01);
  EXPECT_NEAR(page_of(bytes_of(slip, paper_58)).first, 58 * 72 / 25.4, 0.01);
  slip.requirements.insert(slip.requirements.end(), 4, "Surat pengantar dari RT dan RW");
  EXPECT_GT(slip_pdf(slip, paper_80, texts()).length_mm, few.length_mm + 10);
}

TEST(Slip, same_slip_gives_the_same_bytes) {
  EXPECT_EQ(bytes_of(example_slip()), bytes_of(example_slip()));
  EXPECT_EQ(bytes_of(example_slip()).substr(0, 8), "%PDF-1.5");
}

/// First and last row of the tallest unbroken band of rows with ink: the number.
int tallest_band_mm10(const std::string& pdf) {
  const giliran::testing::ScratchDir dir;
  const auto png = dir.path() / "a.png";
  giliran::testing::pdf_to_png(pdf, png);
  return giliran::testing::tallest_ink_band(png, 0.5) * 254 / 203;
}

TEST(Slip, number_is_at_least_15_mm_high_on_80_mm_paper) {
  TicketSlip slip = example_slip();
  slip.url.clear();  // the QR code is the only taller band
  EXPECT_GE(tallest_band_mm10(bytes_of(slip)), 150);
  slip.number = "W-999";
  EXPECT_GE(tallest_band_mm10(bytes_of(slip)), 150);
}

TEST(Slip, line_never_ends_at_a_hyphen_inside_a_word) {
  EXPECT_THAT(pdf_text(bytes_of(example_slip(), paper_58)), HasSubstr("KTP-el"));
}

TEST(Slip, long_texts_wrap_and_stay_within_the_printable_width) {
  TicketSlip slip = example_slip();
  slip.number = "W-1000";
  slip.service = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu · Perizinan berusaha";
  slip.hall_lines = {"Mal Pelayanan Publik Kabupaten Bekasi dan Sekitarnya Raya"};
  slip.requirements = {"Surat pernyataan bermeterai dari pemohon yang diketahui ketua RT dan RW",
                       "Pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopic"};
  slip.wait = {std::chrono::minutes(120), std::chrono::minutes(165)};
  slip.ahead = 1234;
  slip.priority = slip.copy = true;
  for (const Paper& paper : {paper_80, paper_58}) {
    const giliran::testing::ScratchDir dir;
    const auto png = dir.path() / "a.png";
    giliran::testing::pdf_to_png(bytes_of(slip, paper), png);
    const auto [first, last] = giliran::testing::ink_columns(png);
    const double margin = (paper.width_mm - paper.printable_mm) / 2 * 203 / 25.4;
    EXPECT_GE(first, margin);
    EXPECT_LE(last, paper.width_mm * 203 / 25.4 - margin);
    EXPECT_THAT(pdf_text(bytes_of(slip, paper)), HasSubstr("W-1000"));
  }
}

struct Golden {
  const char* name;
  Language language;
  Paper paper;
  bool priority;
  bool copy;
};

class SlipGolden : public ::testing::TestWithParam<Golden> {};

/// With GILIRAN_UPDATE_GOLDEN set, writes the picture instead: look at it before committing.
void expect_approved(const std::string& pdf, const std::string& name) {
  const fs::path approved =
      fs::path(GILIRAN_SOURCE_DIR) / "tests/golden" / ("ticket_" + name + ".png");
  if (std::getenv("GILIRAN_UPDATE_GOLDEN") != nullptr) {
    fs::create_directories(approved.parent_path());
    giliran::testing::pdf_to_png(pdf, approved);
  }
  const giliran::testing::ScratchDir dir;
  giliran::testing::pdf_to_png(pdf, dir.path() / "a.png");
  EXPECT_LT(giliran::testing::difference(dir.path() / "a.png", approved), 0.001) << approved;
}

TEST_P(SlipGolden, looks_as_it_was_approved) {
  const Golden& golden = GetParam();
  TicketSlip slip = example_slip(golden.language);
  slip.priority = golden.priority;
  slip.copy = golden.copy;
  expect_approved(bytes_of(slip, golden.paper), golden.name);
}

TEST(PaperGolden, of_a_package_that_may_not_be_served_today) {
  TicketSlip slip = example_slip(Language::su);
  slip.service = "Kependudukan · Pindah imah";
  slip.steps = {"Pindah datang", "Kartu Kulawarga", "KTP-él"};
  slip.outlook = Outlook::likely;
  expect_approved(bytes_of(slip), "80_su_package");
}

TEST(PaperGolden, of_a_number_given_without_the_hall) {
  TicketSlip slip = example_slip();
  slip.offline = true;
  expect_approved(bytes_of(slip), "80_id_offline");
  slip.language = Language::su;
  expect_approved(bytes_of(slip, paper_58), "58_su_offline");
}

TEST(PaperGolden, of_a_slip_for_another_day) {
  expect_approved(dated_pdf(dated_example(Language::su), paper_80, texts()).bytes, "80_su_dated");
  DatedSlip narrow = dated_example();
  narrow.priority = true;
  expect_approved(dated_pdf(narrow, paper_58, texts()).bytes, "58_id_dated");
}

INSTANTIATE_TEST_SUITE_P(Tickets, SlipGolden,
                         ::testing::Values(Golden{"80_id_priority", Language::id, paper_80, true,
                                                  false},
                                           Golden{"80_id_copy", Language::id, paper_80, true, true},
                                           Golden{"80_en", Language::en, paper_80, false, false},
                                           Golden{"80_su", Language::su, paper_80, true, false},
                                           Golden{"58_id", Language::id, paper_58, true, false},
                                           Golden{"58_en_copy", Language::en, paper_58, true, true},
                                           Golden{"58_su", Language::su, paper_58, false, false}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace giliran::kiosk
