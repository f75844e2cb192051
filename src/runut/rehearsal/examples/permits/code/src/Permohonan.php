<?php

declare(strict_types=1);

/** Menyimpan permohonan; nomornya dibuat oleh basis data, supaya dua petugas tidak mendapat nomor yang sama. */
final class Permohonan
{
    public function __construct(private PDO $basisdata)
    {
    }

    /** @param array<string, string> $isian */
    public function simpan(array $isian): string
    {
        $perintah = $this->basisdata->prepare(
            'INSERT INTO permohonan (nomor, pemilik, usaha, kecamatan, keadaan, masuk)'
            . " VALUES (nomor_berikut(), :pemilik, :usaha, :kecamatan, 'baru', now()) RETURNING nomor"
        );
        $perintah->execute($isian);

        return (string) $perintah->fetchColumn();
    }
}
