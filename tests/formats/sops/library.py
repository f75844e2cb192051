"""Fifteen SOPs of invented offices, in the wordings met in real ones, each with what must be read out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.formats.sops import as_text
from tests.formats.sops.as_docx import Style, docx
from tests.formats.sops.as_xlsx import xlsx
from tests.formats.sops.sheet import BOX, CAPSULE, DIAMOND, Line, Sheet

Decision = Mapping[str, int | str]


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file and what it says: ``times`` as `5 minute`, `1-3 day`, `as key`, or empty; ``asked``: the codes of the questions, by place."""

    sheet: Sheet
    form: str
    make: Callable[[Sheet], str | bytes]
    times: Sequence[str]
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    performers: Sequence[Sequence[int]] | None = None
    """The lanes that act in each row, where marks and names do not say it all."""


def _surat_masuk() -> Written:
    sheet = Sheet(
        name="Penanganan Surat Masuk",
        opening=["PEMERINTAH KABUPATEN TANAH LANDAI", "DINAS PERPUSTAKAAN DAN KEARSIPAN"],
        identity=[
            ("Nomor SOP", "065/014/DPK/2022"),
            ("Tanggal Pembuatan", "3 Januari 2022"),
            ("Tanggal Revisi", "-"),
            ("Tanggal Efektif", "10-01-2022"),
            ("Disahkan oleh", "Kepala Dinas Perpustakaan dan Kearsipan\nDra. SITI AMALIA, M.M.\nPembina Utama Muda\nNIP. 19680202 199203 2 004"),
            ("Nama SOP", "Penanganan Surat Masuk"),
            ("Dasar Hukum", "1. Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan\n2. Peraturan Bupati Nomor 12 Tahun 2018 tentang Tata Naskah Dinas"),
            ("Kualifikasi Pelaksana", "1. Memahami tata naskah dinas\n2. Mampu mengoperasikan komputer"),
            ("Keterkaitan", "SOP Penanganan Surat Keluar"),
            ("Peralatan/Perlengkapan", "1. Komputer\n2. Buku agenda"),
            ("Peringatan", "Apabila surat terlambat didisposisikan maka tindak lanjut terhambat."),
            ("Pencatatan dan Pendataan", "Buku agenda surat masuk"),
        ],
        lanes=["Pengadministrasi Umum", "Kasubbag Umum", "Sekretaris", "Kepala Dinas"],
        heads={"requirements": "Kelengkapan"},
        lines=[
            Line(text="Menerima surat dan mencatat dalam buku agenda", marks={0: CAPSULE}, needs="Surat masuk, buku agenda", time="5 Menit", left="Surat teragenda"),
            Line(
                text="Memeriksa kelengkapan surat. Jika tidak lengkap dikembalikan ke pengadministrasi umum, jika lengkap diteruskan ke Sekretaris",
                marks={1: DIAMOND}, needs="Surat teragenda", time="10 Menit", left="Surat dan lembar disposisi",
            ),
            Line(text="Memberi paraf pada lembar disposisi", marks={2: BOX}, needs="Surat dan lembar disposisi", time="15 menit", left="Lembar disposisi berparaf"),
            Line(text="Memberikan disposisi", marks={3: BOX}, needs="Lembar disposisi berparaf", time="1 Jam 30 Menit", left="Disposisi"),
            Line(text="Mengarsipkan surat", marks={0: BOX}, needs="Disposisi", time="5-45 menit", left="Arsip surat", note="Selesai"),
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="DOCX, letters", make=docx, times=["5 minute", "10 minute", "15 minute", "90 minute", "5-45 minute"],
        decisions={2: {"approved": 3, "rejected": 1}},
    )  # fmt: skip


def _izin_penelitian() -> Written:
    sheet = Sheet(
        name="Penerbitan Rekomendasi Penelitian",
        identity=[("Nama SOP", "Penerbitan Rekomendasi Penelitian"), ("Tanggal Pembuatan", "2 Nopember 2020")],
        lanes=["Pemohon", "Petugas Loket", "Kepala Seksi", "Kepala Bidang"],
        heads={"text": "Uraian Kegiatan", "requirements": "Persyaratan", "outputs": "Keluaran", "note": "Ket."},
        counted=True,
        lines=[
            Line(text="Mengajukan permohonan", marks={0: CAPSULE}, needs="1. Surat pengantar\n2. Proposal\n3. Fotokopi KTP", time="2 Menit", left="Berkas permohonan"),
            Line(text="Memverifikasi berkas permohonan", marks={1: DIAMOND, 0: "label:Tidak"}, needs="Berkas permohonan", time="10 Menit", left="Berkas terverifikasi"),
            Line(text="Menyusun konsep rekomendasi", marks={2: BOX}, needs="Berkas terverifikasi", time="1 jam", left="Konsep rekomendasi"),
            Line(text="Mengoreksi konsep rekomendasi", marks={3: DIAMOND}, needs="Konsep rekomendasi", time="1 Hari", left="Rekomendasi", note="Ya: lanjut; Tidak: kembali ke nomor 3"),
            Line(text="Menyerahkan rekomendasi", marks={1: BOX, 0: BOX}, needs="Rekomendasi", time="5 menit", left="Tanda terima"),
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="DOCX, shapes anchored in the text's cell", make=lambda one: docx(one, Style(marks="drawn", anchor="text", identity="paragraphs")),
        times=["2 minute", "10 minute", "1 hour", "1 day", "5 minute"],
        decisions={2: {"approved": 3, "rejected": 1}, 4: {"approved": 5, "rejected": 3}},
        asked={"activity 2, decision, rejected": "ask_rejected"},
    )  # fmt: skip


def _cuti() -> Written:
    sheet = Sheet(
        name="Pemberian Cuti Tahunan",
        lanes=["Pegawai", "Atasan Langsung", "Subbagian Kepegawaian", "Pejabat Berwenang"],
        identity=[("Judul SOP", "Pemberian Cuti Tahunan"), ("No. SOP", "21/BKD"), ("Tgl. Pembuatan", "12/04/2021")],
        heads={"text": "Aktivitas", "requirements": "Persyaratan/Kelengkapan", "note": "Keterangan / Catatan"},
        lines=[
            Line(text="Mengisi formulir permohonan cuti", marks={0: CAPSULE}, needs="Formulir cuti", time="15 menit", left="Permohonan cuti"),
            Line(
                text="Memberikan pertimbangan. Apabila tidak menyetujui, permohonan dikembalikan kepada Pegawai",
                marks={1: DIAMOND}, needs="Permohonan cuti", time="1 - 3 Hari Kerja", left="Pertimbangan atasan",
            ),
            Line(text="Menghitung sisa cuti", marks={2: BOX}, needs="Data kehadiran, kartu cuti", time="30 Menit", left="Lembar sisa cuti"),
            Line(text="Menandatangani surat izin cuti", marks={3: BOX}, needs="Lembar sisa cuti", time="2 x 24 jam", left="Surat izin cuti", note="Selesai"),
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="DOCX, VML shapes", make=lambda one: docx(one, Style(marks="vml", anchor="text")),
        times=["15 minute", "1-3 day", "30 minute", "2 day"], decisions={2: {"approved": 3, "rejected": 1}},
        asked={"activity 4, time": "ask_time"},
    )  # fmt: skip


def _pengaduan() -> Written:
    sheet = Sheet(
        name="Penanganan Pengaduan Masyarakat",
        opening=["PEMERINTAH KOTA CENDANA", "INSPEKTORAT"],
        identity=[("Nama SOP", "Penanganan Pengaduan Masyarakat"), ("Tanggal Efektif", "1 Agustus 2023")],
        lanes=["Masyarakat", "Petugas Pengaduan", "Tim Telaah", "Inspektur"],
        heads={"text": "Kegiatan", "requirements": "Kelengkapan"},
        lines=[
            Line(text="Menyampaikan pengaduan", marks={0: CAPSULE}, needs="Pengaduan", time="10 menit", left="Pengaduan tercatat"),
            Line(text="Mencatat dan memilah pengaduan", marks={1: BOX}, needs="Pengaduan tercatat", time="1 hari", left="Pengaduan terpilah"),
            Line(text="Menelaah bukti pengaduan", marks={2: BOX}, needs="Pengaduan terpilah", time="3 Hari", left="Hasil telaah"),
            Line(text="Memutuskan tindak lanjut", marks={3: DIAMOND}, needs="Hasil telaah", time="5 (lima) hari kerja", left="Keputusan tindak lanjut"),
            Line(text="Menyampaikan jawaban kepada masyarakat", marks={1: CAPSULE + ":Selesai"}, needs="Keputusan tindak lanjut", time="14 hari", left="Surat jawaban"),
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="XLSX, shapes and connectors", make=lambda one: xlsx(one, drawn=True, arrows=[(1, 2), (2, 3), (3, 4), (4, 5), (4, 2)]),
        times=["10 minute", "1 day", "3 day", "5 day", "14 day"], decisions={4: {"approved": 5, "rejected": 2}},
    )  # fmt: skip


def _perjalanan_dinas() -> Written:
    sheet = Sheet(
        name="Pertanggungjawaban Perjalanan Dinas",
        identity=[("Nama SOP", "Pertanggungjawaban Perjalanan Dinas"), ("Disahkan Oleh", "Sekretaris Daerah")],
        lanes=["Pelaksana Perjalanan", "PPTK", "Bendahara Pengeluaran"],
        heads={"text": "Langkah-langkah", "performers": "Pelaku", "requirements": "Perlengkapan", "outputs": "Hasil"},
        counted=True,
        lines=[
            "A. PERSIAPAN",
            Line(text="Mengajukan surat tugas", marks={0: BOX}, needs="Undangan\nNota dinas", time="30 Menit", left="Surat tugas"),
            Line(text="Menyiapkan uang muka", marks={2: BOX}, needs="Surat tugas", time="1 jam", left="Uang muka"),
            "B. PELAPORAN",
            Line(text="Menyusun laporan perjalanan", marks={0: BOX}, needs="Surat tugas; bukti pengeluaran", time="3 Hari", left="Laporan perjalanan"),
            Line(
                text="Meneliti bukti pengeluaran. Bila ada kekurangan dikembalikan kepada pelaksana perjalanan", marks={1: "v"},
                needs="Laporan perjalanan", time="1 Hari", left="Bukti sah",
            ),
            Line(text="Membayar sisa biaya", marks={2: "v"}, needs="Bukti sah", time="1 hari", left="Kuitansi"),
        ],
        tail=[["", "Jumlah waktu", "", "", "", "", "5 Hari 1 jam 30 menit"]],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="XLSX, merged heads, sections and a total", make=lambda one: xlsx(one, typed={BOX: "v"}),
        times=["30 minute", "1 hour", "3 day", "1 day", "1 day"], decisions={4: {"approved": 5, "rejected": 3}},
        asked={"activity 4, decision, rejected": "ask_rejected"},
    )  # fmt: skip


def _pengadaan() -> Written:
    sheet = Sheet(
        name="Pengadaan Langsung Barang",
        opening=["SOP Pengadaan Langsung Barang"],
        heads={"text": "Tahapan", "performers": "Penanggung Jawab", "quality": "", "requirements": "Persyaratan / Perlengkapan", "note": ""},
        lines=[
            Line(text="Menyusun spesifikasi teknis dan HPS", name="PPK", needs="DPA, KAK", time="2 Hari", left="Spesifikasi teknis dan HPS"),
            Line(text="Mengundang penyedia", name="Pejabat Pengadaan", needs="Spesifikasi teknis dan HPS", time="1 Hari", left="Undangan"),
            Line(text="Memasukkan penawaran", name="Penyedia", needs="Undangan", time="1 - 3 Hari Kerja", left="Dokumen penawaran"),
            Line(
                text="Mengevaluasi penawaran. Jika tidak memenuhi syarat, pejabat pengadaan mengundang penyedia lain", name="Pejabat Pengadaan",
                needs="Dokumen penawaran", time="120 Menit / 3 Hari", left="Berita acara evaluasi",
            ),
            Line(text="Menandatangani SPK", name="PPK, Penyedia", needs="Berita acara evaluasi", time="1 Hari", left="SPK"),
        ],
        tail=[["", "", "Total waktu", "", "7 - 9 Hari", ""]],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="text between tabs, one column of names", make=as_text.tabbed, times=["2 day", "1 day", "1-3 day", "3 day", "1 day"],
        decisions={4: {"approved": 5, "rejected": 2}}, asked={"activity 4, time": "ask_time"},
        performers=[[0], [1], [2], [1], [0, 2]],
    )  # fmt: skip


def _renja() -> Written:
    sheet = Sheet(
        name="Penyusunan Rencana Kerja",
        identity=[("Nama SOP", "Penyusunan Rencana Kerja"), ("Dasar Hukum", "Permendagri Nomor 86 Tahun 2017")],
        lanes=["Subbag Perencanaan", "Bidang", "Sekretaris", "Kepala Badan"],
        heads={"text": "Uraian Prosedur", "requirements": "Kelengkapan"},
        lines=[
            Line(text="Menyusun jadwal penyusunan renja", marks={0: BOX}, needs="Surat edaran", time="7 hari (Des t-1 / Jan t)", left="Jadwal penyusunan"),
            Line(text="Menyampaikan usulan kegiatan", marks={1: BOX}, needs="Jadwal penyusunan", time="1 bulan (Jan-Feb)", left="Usulan kegiatan"),
            Line(text="Menghimpun usulan kegiatan", marks={0: BOX}, needs="Usulan kegiatan", time="Sesuai Jadwal", left="Rancangan renja"),
            Line(text="Mengundang rapat pembahasan", marks={2: BOX}, needs="Rancangan renja\nDaftar hadir", time="H-7", left="Undangan"),
            Line(
                text="Menetapkan renja. Jika belum sesuai, Subbag Perencanaan menghimpun kembali usulan kegiatan", marks={3: DIAMOND},
                needs="Rancangan renja", time="3 Hari", left="Renja",
            ),
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="text as Word copies a table", make=as_text.from_word, times=["7 day", "1 month", "as jadwal_penyusunan", "", "3 day"],
        decisions={5: {"approved": "end", "rejected": 3}}, asked={"activity 4, time": "ask_time"},
    )  # fmt: skip


def _ktp() -> Written:
    sheet = Sheet(
        name="Pelayanan Perekaman KTP Elektronik",
        identity=[("Nama SOP", "Pelayanan Perekaman KTP Elektronik")],
        lanes=["Pemohon", "Operator", "Camat"],
        heads={"text": "Kegiatan", "note": "Ket."},
        lines=[
            Line(text="Menyerahkan fotokopi KK", marks={0: "x"}, needs="Fotokopi KK", time="2 Menit", left="Berkas"),
            Line(text="Memeriksa berkas", marks={1: "x"}, needs="Berkas", time="5 menit", left="Berkas diperiksa", note="Lengkap / Tidak lengkap"),
            Line(text="Merekam biodata, foto, sidik jari dan iris mata", marks={0: "x", 1: "x"}, needs="Berkas diperiksa", time="15 menit", left="Data rekaman"),
            Line(text="Menandatangani surat keterangan", marks={2: "x"}, needs="Data rekaman", time="10 mnt", left="Surat keterangan"),
        ],
        tail=[["", "Total", "", "", "", "", "32 menit", "", ""]],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="text between bars", make=as_text.barred, times=["2 minute", "5 minute", "15 minute", "10 minute"],
        decisions={2: {"approved": 3, "rejected": 1}}, asked={"activity 2, decision, rejected": "ask_rejected"},
    )  # fmt: skip


def _rapat() -> Written:
    sheet = Sheet(
        name="Penyelenggaraan Rapat Koordinasi",
        identity=[("Nama SOP", "Penyelenggaraan Rapat Koordinasi")],
        lanes=["Staf", "Kasubbag", "Kabag"],
        heads={"text": "Kegiatan", "requirements": "Kelengkapan"},
        lines=[
            Line(text="Menyiapkan konsep undangan", marks={0: "√"}, needs="Disposisi", time="30 Menit", left="Konsep undangan"),
            Line(text="Memaraf konsep undangan", marks={1: "√"}, needs="Konsep undangan", time="15 Menit", left="Undangan berparaf"),
            Line(text="Menandatangani undangan", marks={2: "√"}, needs="Undangan berparaf", time="1 jam", left="Undangan"),
            Line(text="Mengirim undangan dan menyiapkan ruang", marks={0: "√"}, needs="Undangan", time="480 Menit (8 Jam)", left="Tanda terima undangan"),
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="text in columns of spaces", make=as_text.spaced, times=["30 minute", "15 minute", "1 hour", "480 minute"]
    )


def _kenaikan_pangkat() -> Written:
    texts = (
        ("Menghimpun berkas usul", 0, "Berkas usul"),
        ("Memeriksa kelengkapan berkas usul", 1, "Berkas usul diperiksa"),
        ("Membuat surat pengantar usul", 0, "Surat pengantar"),
        ("Menandatangani surat pengantar", 2, "Surat pengantar ditandatangani"),
        ("Mengunggah berkas ke aplikasi kepegawaian", 0, "Bukti unggah"),
        ("Memantau proses usul", 1, "Laporan pemantauan"),
        ("Menyerahkan keputusan kenaikan pangkat", 0, "Keputusan kenaikan pangkat"),
    )
    needs = ["SK terakhir; SKP dua tahun", *(left for _, _, left in texts)]
    sheet = Sheet(
        name="Usul Kenaikan Pangkat",
        identity=[("Nama SOP", "Usul Kenaikan Pangkat"), ("Nomor SOP", "800/77"), ("Tanggal Revisi", "5 Mei 2024")],
        opening=["BADAN KEPEGAWAIAN DAERAH"],
        lanes=["Analis Kepegawaian", "Kepala Bidang Mutasi", "Kepala Badan"],
        lines=[
            Line(text=text, marks={lane: DIAMOND if index == 1 else BOX}, needs=need, time=f"{index + 1} hari", left=left)
            for index, ((text, lane, left), need) in enumerate(zip(texts, needs, strict=False))
        ],
    )
    return Written(
        sheet=sheet, form="DOCX over three pages, identity in the header", make=lambda one: docx(one, Style(marks="drawn", identity="header", pages=3)),
        times=[f"{number} day" for number in range(1, 8)], decisions={2: {"approved": 3, "rejected": 1}},
        asked={"activity 2, decision, rejected": "ask_rejected"},
    )  # fmt: skip


def _arsip() -> Written:
    sheet = Sheet(
        name="Peminjaman Arsip",
        identity=[("Nama SOP", "Peminjaman Arsip"), ("Kualifikasi Pelaksana", "Arsiparis terampil")],
        lanes=["Peminjam", "Arsiparis", "Kepala Unit Kearsipan"],
        heads={"number": "Nomor", "text": "Rincian Kegiatan", "outputs": "Output"},
        lines=[
            Line(text="Mengisi buku peminjaman", marks={0: "●"}, needs="Buku peminjaman", time="5 Menit", left="Permintaan"),
            Line(text="Menyetujui atau menolak peminjaman", marks={2: "●"}, needs="Permintaan", time="15 Menit", left="Persetujuan"),
            Line(text="Mengambil arsip dari depo", marks={1: "●"}, needs="Persetujuan", time="1 jam", left="Arsip"),
            Line(text="Menerima arsip", marks={0: "●"}, needs="Arsip", time="-", left="Bukti pinjam"),
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="DOCX, numbers by Word's own list", make=lambda one: docx(one, Style(listed=True, identity="paragraphs", mixed="●")),
        times=["5 minute", "15 minute", "1 hour", ""], decisions={2: {"approved": 3, "rejected": 1}},
        asked={"activity 2, decision, rejected": "ask_rejected"},
    )  # fmt: skip


def _insiden() -> Written:
    sheet = Sheet(
        name="Penanganan Insiden Siber",
        identity=[("Nama SOP", "Penanganan Insiden Siber")],
        lanes=["Pelapor", "Tim Tanggap Insiden", "Kepala Bidang Persandian"],
        heads={"text": "Aktivitas", "requirements": "Persyaratan"},
        lines=[
            Line(text="Melaporkan insiden", marks={0: "√"}, needs="Formulir laporan", time="Seketika verifikasi selesai", left="Laporan insiden"),
            Line(text="Menganalisis insiden", marks={1: "√"}, needs="Laporan insiden, log server", time="Maks. 1 jam setelah diterima", left="Hasil analisis insiden"),
            Line(text="Menetapkan tindakan", marks={2: "√"}, needs="Hasil analisis insiden", time="Sesuai kebutuhan", left="Arahan"),
            Line(text="Memulihkan layanan", marks={1: "√"}, needs="Arahan", time="", left="Layanan pulih"),
            Line(text="Menyusun laporan penanganan", marks={1: "√"}, needs="Layanan pulih", time="2 hari kalender", left="Laporan penanganan"),
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="XLSX without merged cells", make=lambda one: xlsx(one, merged=False), times=["", "1 hour", "", "", "2 day"],
        asked={f"activity {number}, time": "ask_time" for number in (1, 3, 4)},
    )  # fmt: skip


def _hibah() -> Written:
    texts = [
        ("Menerima proposal hibah", 0), ("Mencatat proposal", 0), ("Memeriksa persyaratan proposal", 1), ("Melakukan survei lapangan", 1),
        ("Menyusun berita acara survei", 1), ("Menilai kelayakan", 2), ("Menyusun nota pertimbangan", 1), ("Menetapkan besaran hibah", 3),
        ("Menyusun naskah perjanjian", 1), ("Menandatangani naskah perjanjian", 3), ("Mencairkan dana hibah", 2),
    ]  # fmt: skip
    notes = {
        3: "Jika tidak lengkap kembali ke nomor 1",
        6: "Ya: lanjut ke Langkah 7; Tidak: kembali ke nomor 4",
        8: "Setuju lanjut ke Langkah 9, Tidak setuju kembali ke No. 7",
    }
    sheet = Sheet(
        name="Pemberian Hibah Daerah",
        identity=[("Nama SOP", "Pemberian Hibah Daerah")],
        lanes=["Sekretariat", "Tim Verifikasi", "Kepala Badan", "Bupati"],
        heads={"text": "Kegiatan"},
        lines=[
            Line(text=text, marks={lane: DIAMOND if number in notes else BOX}, needs="Proposal\nData dukung", time=f"{number * 10} menit", left=f"Hasil {text.lower()}", note=notes.get(number, ""))
            for number, (text, lane) in enumerate(texts, 1)
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="text as Excel copies cells", make=as_text.from_excel, times=[f"{number * 10} minute" for number in range(1, 12)],
        decisions={3: {"approved": 4, "rejected": 1}, 6: {"approved": 7, "rejected": 4}, 8: {"approved": 9, "rejected": 7}},
    )  # fmt: skip


def _tanpa_tanda() -> Written:
    sheet = Sheet(
        name="Pemeliharaan Jaringan Komputer",
        identity=[("Nama SOP", "Pemeliharaan Jaringan Komputer")],
        lanes=["Pengguna Layanan", "Teknisi Jaringan", "Kepala Seksi Infrastruktur"],
        heads={"text": "Uraian Kegiatan", "requirements": "Kelengkapan"},
        lines=[
            Line(text="Pengguna layanan menyampaikan gangguan kepada teknisi jaringan", needs="Tiket", time="5 menit", left="Tiket gangguan", note="Mulai"),
            Line(text="Memeriksa gangguan", needs="Tiket gangguan", time="1 jam", left="Hasil pemeriksaan"),
            Line(text="Teknisi jaringan memperbaiki gangguan", needs="Hasil pemeriksaan", time="1 hari", left="Gangguan teratasi"),
            Line(text="Persetujuan penutupan tiket oleh Kasi Infrastruktur", needs="Gangguan teratasi", time="30 menit", left="Tiket ditutup", note="Selesai"),
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="text, performers named in the sentences only", make=as_text.tabbed, times=["5 minute", "1 hour", "1 day", "30 minute"],
        asked={"activity 2, performers": "ask_performer", "activity 4, decision": "ask_decides"}, performers=[[0], [1], [1], [2]],
    )  # fmt: skip


def _lembur() -> Written:
    sheet = Sheet(
        name="Pembayaran Uang Lembur",
        identity=[("Nama SOP", "Pembayaran Uang Lembur"), ("Tanggal Pembuatan", "Mei 2022")],
        lanes=["Pegawai", "Pejabat Penatausahaan Keuangan", "Bendahara"],
        heads={"number": "", "text": "Kegiatan", "time": "Waktu (menit)", "note": ""},
        lines=[
            Line(text="Menyerahkan daftar hadir lembur", marks={0: "■"}, needs="Daftar hadir, SPKL", time="10", left="Daftar hadir lembur"),
            Line(text="Meneliti daftar hadir lembur", marks={1: "◆"}, needs="Daftar hadir lembur", time="30", left="Daftar hadir sah", ),
            Line(text="Membayar uang lembur", marks={2: "■"}, needs="Daftar hadir sah", time="60 - 90", left="Tanda terima uang"),
        ],
    )  # fmt: skip
    return Written(
        sheet=sheet, form="DOCX without numbers, unit in the head", make=docx, times=["10 minute", "30 minute", "60-90 minute"],
        decisions={2: {"approved": 3, "rejected": 1}},
        asked={"activity 2, decision, rejected": "ask_rejected", "procedure, created_on": "ask_date"},
    )  # fmt: skip


LIBRARY: Final[Sequence[Written]] = tuple(
    make()
    for make in (
        _surat_masuk, _izin_penelitian, _cuti, _pengaduan, _perjalanan_dinas, _pengadaan, _renja, _ktp, _rapat, _kenaikan_pangkat, _arsip,
        _insiden, _hibah, _tanpa_tanda, _lembur,
    )
)  # fmt: skip
