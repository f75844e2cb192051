<?php

declare(strict_types=1);

const DAFTAR_PERIKSA = [
    'Analis keuangan' => ['Rekonsiliasi kas', 'Kunci lemari', 'Akun aplikasi pusat', 'Laporan berjalan', 'Tanggapan temuan', 'Surat masuk'],
    'Pengelola arsip' => ['Daftar arsip vital', 'Kunci ruang arsip', 'Peminjaman berjalan'],
    'Analis program' => ['Usulan tahun berjalan', 'Notula rapat', 'Berkas pengadaan'],
];
