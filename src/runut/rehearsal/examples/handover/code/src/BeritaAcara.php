<?php

declare(strict_types=1);

/** Berita acara setelah semua butir selesai; nomornya dibuat oleh basis data. */
final class BeritaAcara
{
    public function baris(Pegawai $pegawai): string
    {
        return sprintf('%s, %s', $pegawai->nama, $pegawai->jabatan);
    }
}
